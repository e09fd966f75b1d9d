import { useHere } from "../app/here";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { useAttempt } from "../ui/useAttempt";
import { askToMeet } from "./meetNow";

interface MeetNowButtonProps {
  person: { id: string; name: string };
  kind?: "primary" | "quiet" | "text";
  /** They have been asked: what comes of it is told over every page. */
  onAsked: () => void;
}

/** Ask a contact to meet now, both of them being free for ten minutes. */
export function MeetNowButton({ person, kind = "quiet", onAsked }: MeetNowButtonProps) {
  const here = useHere();
  const { error, attempt } = useAttempt();
  return (
    <>
      {error !== null && <ErrorNote error={error} />}
      <Button
        kind={kind}
        {...(kind === "text" ? { label: `Meet now: ${person.name}` } : { wide: true })}
        onClick={async () => (await attempt(() => askToMeet(here, person.id))) && onAsked()}
      >
        {kind === "text" ? "Meet now" : "Meet now, for ten minutes"}
      </Button>
    </>
  );
}
