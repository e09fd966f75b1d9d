import type { ComponentChildren } from "preact";
import type { Schema } from "../contract/types";
import { serverNow } from "../live/clock";
import { Button } from "../ui/Button";
import { useTick } from "../ui/tick";
import { doneWords, undoable } from "./undo";

interface UndoBarProps {
  state: Schema<"RoomSnapshot">;
  undo: () => Promise<void>;
  /** What takes its place while nothing can be undone. */
  children?: ComponentChildren;
}

/** For ten seconds: what a host did last, on the console of each, and the way to take it back. */
export function UndoBar({ state, undo, children }: UndoBarProps) {
  useTick(500, state.act?.undo_until != null);
  const act = undoable(state, serverNow());
  const words = act && doneWords({ talk: state.talk, act });
  return (
    <>
      <div class="undo" role="status">
        {words && (
          <>
            <span dir="auto">{words.done}</span>
            <Button kind="text" onClick={undo}>
              {words.undo}
            </Button>
          </>
        )}
      </div>
      {!act && children}
    </>
  );
}
