import { useEffect, useState } from "preact/hooks";
import { useEnded, useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { uuid } from "../live/uuid";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { Select } from "../ui/Select";
import { LeaveTalkSheet } from "./LeaveTalkSheet";
import { startTable } from "./openTables";
import { getDecks } from "./requests";
import { useSitDown } from "./useSitDown";

/** The cards for a table that is about to be started, and the button that starts it; the opening question's unless others are chosen. */
export function StartTable({ number = 0 }: { number?: number }) {
  const here = useHere();
  const ended = useEnded();
  const [id] = useState(uuid);
  const [decks, setDecks] = useState<readonly Schema<"DeckLine">[]>([]);
  const [deck, setDeck] = useState<string | null>(null);
  const { sit, leaving, stay, error } = useSitDown();

  useEffect(() => {
    getDecks(here).then(
      ({ decks }) => setDecks(decks),
      () => {}, // without them the table begins with the opening question, as most do
    );
  }, [here]);

  if (ended) return null;
  return (
    <section class="stack-tight">
      {decks.length > 0 && (
        <Select
          label="Cards to talk about"
          value={deck ?? decks[0]?.key ?? ""}
          onChange={setDeck}
          options={decks.map(({ key, title }) => ({ value: key, label: title }))}
        />
      )}
      {error !== null && <ErrorNote error={error} />}
      <Button
        kind="primary"
        wide
        onClick={() => sit((leaving) => startTable(here, id, { deck, number, leaving }))}
      >
        Start a table here
      </Button>
      {leaving && <LeaveTalkSheet leaving={leaving} error={error} onClose={stay} />}
    </section>
  );
}
