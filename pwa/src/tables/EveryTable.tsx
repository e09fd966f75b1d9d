import type { Schema } from "../contract/types";
import { OwnWords } from "./OwnWords";
import { WriteInstead } from "./WriteInstead";

// Fetched with this one: fewer chunks for every first screen to name.
export { RoomView } from "./RoomView";
export { TalkSummary } from "./TalkSummary";

/** What a host can do to the tables besides the clock and the chairs: let them write, ask them something. */
export function EveryTable({ state }: { state: Schema<"RoomSnapshot"> }) {
  return (
    <div class="row">
      <WriteInstead state={state} />
      <OwnWords talk={state.talk} />
    </div>
  );
}
