import type { Schema } from "../contract/types";
import type { Stream } from "../live/stream";
import { LeaveSheet } from "./LeaveSheet";
import { MoveOnSheet } from "./MoveOnSheet";
import type { TalkState } from "./store";

// Fetched with this one: fewer chunks for every first screen to name.
export { WallAsk } from "./WallAsk";

interface SeatSheetProps {
  sheet: "move" | "leave";
  table: Schema<"TableView"> | null;
  stream: Stream<TalkState>;
  onClose: () => void;
}

/** What one can do about one’s own chair: another one, or none. */
export function SeatSheet({ sheet, table, stream, onClose }: SeatSheetProps) {
  if (sheet === "leave") return <LeaveSheet stream={stream} onClose={onClose} />;
  return table && <MoveOnSheet table={table} stream={stream} onClose={onClose} />;
}
