import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { positionInWords } from "../people/words";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { PersonLine } from "../ui/PersonLine";
import { Sheet } from "../ui/Sheet";
import { useAttempt } from "../ui/useAttempt";
import { freeChair } from "./requests";

interface FreeChairSheetProps {
  talk: string;
  /** Whose chair; null while nobody is chosen. */
  guest: Schema<"Guest"> | null;
  onClose: () => void;
}

/** Frees the chair of somebody who is not there. */
export function FreeChairSheet({ talk, guest, onClose }: FreeChairSheetProps) {
  const here = useHere();
  const { error, attempt } = useAttempt();

  async function free(person: string): Promise<void> {
    if (await attempt(() => freeChair(here, talk, person))) onClose();
  }

  return (
    <Sheet open={guest !== null} title="Not there?" onClose={onClose}>
      {guest && (
        <div class="stack">
          <PersonLine
            name={guest.person.name}
            organisation={guest.person.organisation}
            position={positionInWords(guest.person.position)}
          />
          <p>
            {guest.table === null
              ? "They are then planned no more. Their phone says so, and lets them come back in."
              : `Their chair at table ${guest.table} is free at once. Their phone says so, and lets them take a seat again.`}
          </p>
          {error !== null && <ErrorNote error={error} />}
          <Button kind="danger" wide onClick={() => free(guest.person.id)}>
            {guest.table === null ? "Take them off the list" : "Free the chair"}
          </Button>
          <Button kind="text" wide onClick={onClose}>
            Leave it
          </Button>
        </div>
      )}
    </Sheet>
  );
}
