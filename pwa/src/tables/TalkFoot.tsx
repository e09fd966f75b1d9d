import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Schema } from "../contract/types";
import type { Stream } from "../live/stream";
import { Button } from "../ui/Button";
import { ChimeSwitch } from "./ChimeSwitch";
import { LeaveSheet } from "./LeaveSheet";
import { ListenSwitch } from "./ListenSwitch";
import { MoveOnSheet } from "./MoveOnSheet";
import type { TalkState } from "./store";

// Fetched with this one: fewer chunks for every first screen to name.
export { Gathering } from "./Gathering";

interface TalkFootProps {
  state: TalkState;
  /** Where one sits, if anywhere yet. */
  table: Schema<"TableView"> | null;
  stream: Stream<TalkState>;
  children?: ComponentChildren;
}

/** What one can do about one’s own chair and turns, quietly, below all else. */
export function TalkFoot({ state, table, stream, children }: TalkFootProps) {
  const [sheet, show] = useState<"move" | "leave" | null>(null);
  const hosted = state.talk.mode !== "open";
  const close = () => show(null);
  return (
    <div class="talk-foot">
      {table && hosted && !table.quiet && <ChimeSwitch />}
      <ListenSwitch state={state} stream={stream} />
      {table && hosted && (
        <Button kind="text" onClick={() => show("move")}>
          I’d rather move
        </Button>
      )}
      <Button kind="text" onClick={() => show("leave")}>
        {state.talk.phase === "gathering" ? "I can’t stay" : "I’m leaving"}
      </Button>
      {children}
      {sheet === "leave" && <LeaveSheet stream={stream} onClose={close} />}
      {sheet === "move" && table && <MoveOnSheet table={table} stream={stream} onClose={close} />}
    </div>
  );
}
