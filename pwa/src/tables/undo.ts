import type { Schema } from "../contract/types";

type Room = Schema<"RoomSnapshot">;
type Act = Schema<"Act">;

/** Pure: the act that can be taken back now, or null. `now`: the server's epoch milliseconds. */
export function undoable({ talk, act }: Pick<Room, "talk" | "act">, now: number): Act | null {
  if (!act?.undo_until || Date.parse(act.undo_until) <= now) return null;
  const tablesWereSet = talk.phase === "moving" && (act.move === "start" || act.move === "go-on");
  const since = talk.version - act.version;
  return since === 0 || (since === 1 && tablesWereSet) ? act : null;
}

/** Pure: whether time stands still although no host has stopped it. */
export function stoppedByItself({ talk, act }: Pick<Room, "talk" | "act">): boolean {
  const seated = talk.phase === "moving" || talk.phase === "talking";
  return seated && talk.paused_left !== null && act?.version !== talk.version;
}

/** Pure: what was done, and the words on the button that takes it back. */
export function doneWords({ talk, act }: { talk: Room["talk"]; act: Act }): { done: string; undo: string } {
  switch (act.move) {
    case "start":
      return { done: `${act.by} set the tables.`, undo: "Gather again" };
    case "pause":
      return { done: `${act.by} stopped the clock.`, undo: "Undo the pause" };
    case "resume":
      return { done: `${act.by} let time run on.`, undo: "Stop it again" };
    case "add-minute":
      return { done: `${act.by} added a minute.`, undo: "Take it back" };
    case "go-on":
      return {
        done: wentOn(talk, act.by),
        undo: talk.phase === "talking" ? "Back to walking" : "Back to the round",
      };
    default:
      return { done: `${act.by} ended the talk.`, undo: "Undo the end" };
  }
}

function wentOn({ phase, round }: Room["talk"], by: string): string {
  if (phase === "ended") return `${by} finished the last round.`;
  return phase === "talking" ? `${by} started the talking.` : `${by} went on to round ${round}.`;
}
