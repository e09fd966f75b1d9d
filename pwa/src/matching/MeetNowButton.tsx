import { useHere } from "../app/here";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { useAttempt } from "../ui/useAttempt";
import { askToMeet } from "./meetNow";

interface MeetNowButtonProps {
  personId: string;
  primary?: boolean;
  /** They have been asked: what comes of it is told over every page. */
  onAsked: () => void;
}

/** Ask a contact to meet now, both of them being free for ten minutes. */
export function MeetNowButton({ personId, primary, onAsked }: MeetNowButtonProps) {
  const here = useHere();
  const { error, attempt } = useAttempt();
  return (
    <>
      {error !== null && <ErrorNote error={error} />}
      <Button
        kind={primary ? "primary" : "quiet"}
        wide
        onClick={async () => (await attempt(() => askToMeet(here, personId))) && onAsked()}
      >
        Meet now, for ten minutes
      </Button>
    </>
  );
}
