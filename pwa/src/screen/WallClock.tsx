import type { Schema } from "../contract/types";
import { timerOf } from "../tables/view";
import { Ring } from "../ui/Ring";
import "./map.css";

/** The talk's time, seen from the last row. */
export function WallClock({ talk }: { talk: Schema<"TalkView"> }) {
  const timer = timerOf(talk);
  if (!timer) return null;
  return <Ring {...timer} label={talk.phase === "moving" ? "To find it" : "Time left"} />;
}
