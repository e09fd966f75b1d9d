import { useState } from "preact/hooks";
import { useHere } from "../app/here";
import { ProblemError } from "../live/api";
import type { Stream } from "../live/stream";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { Sheet } from "../ui/Sheet";
import { toast } from "../ui/toast";
import { type Mine, putStory } from "./mineStore";
import { type OwnStory, withdraw } from "./requests";

interface WithdrawSheetProps {
  story: OwnStory;
  stream: Stream<Mine>;
  open: boolean;
  onClose: () => void;
}

/** Asks once more, then takes a story back everywhere. */
export function WithdrawSheet({ story, stream, open, onClose }: WithdrawSheetProps) {
  const here = useHere();
  const [failure, setFailure] = useState<unknown>(null);

  function close() {
    setFailure(null);
    onClose();
  }

  async function take() {
    setFailure(null);
    try {
      const after = await withdraw(here, story);
      stream.amend((mine) => putStory(mine, after));
      toast("Withdrawn. Nobody sees it any more.");
      close();
    } catch (error) {
      if (error instanceof ProblemError && error.code === "version-conflict") {
        stream.amend((mine) => putStory(mine, error.params.story as OwnStory));
      }
      setFailure(error);
    }
  }

  return (
    <Sheet open={open} title="Withdraw this story?" onClose={close}>
      <div class="stack">
        <p>It is gone everywhere at once. You keep it here and can tell it again.</p>
        {failure !== null && <ErrorNote error={failure} kept="Your story is as it was." />}
        <Button kind="danger" wide onClick={take}>
          Withdraw it
        </Button>
        <Button wide onClick={close}>
          Leave it
        </Button>
      </div>
    </Sheet>
  );
}
