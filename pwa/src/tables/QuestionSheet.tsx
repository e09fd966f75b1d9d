import type { Schema } from "../contract/types";
import { serverNow } from "../live/clock";
import { Button } from "../ui/Button";
import { figures } from "../ui/Ring";
import { Sheet } from "../ui/Sheet";
import { useSeconds } from "../ui/tick";
import type { Move } from "./conduct";
import { planOf } from "./room";
import { left, timerOf } from "./view";
import { concerned } from "./words";

type Room = Schema<"RoomSnapshot">;

/** A move that takes something from the room, in the words of its button. */
export interface Question {
  move: Move;
  label: string;
}

interface QuestionSheetProps {
  state: Room;
  question: Question;
  move: (move: Move) => Promise<void>;
  onClose: () => void;
}

/** Says whom a move concerns, before it is made. */
export function QuestionSheet({ state, question, move, onClose }: QuestionSheetProps) {
  const who = concerned(state.people.length, planOf(state).tables.length);
  const ends = question.move === "end";
  return (
    <Sheet open title={`${question.label}?`} onClose={onClose}>
      <div class="stack">
        <p>
          {question.move === "go-on" ? <CutOff talk={state.talk} who={who} /> : meaning(state, ends, who)}
        </p>
        <Button
          kind={ends ? "danger" : "primary"}
          wide
          onClick={() => {
            onClose();
            return move(question.move);
          }}
        >
          {ends ? (state.people.length > 0 ? `End it for ${who}` : "End it") : question.label}
        </Button>
        <Button kind="text" wide onClick={onClose}>
          Not yet
        </Button>
      </div>
    </Sheet>
  );
}

function meaning({ talk, people }: Room, ends: boolean, who: string): string {
  if (!ends)
    return `${who}: they stay here and lose their seats. The tables are set anew when you start again.`;
  if (talk.phase === "gathering") {
    return `It has not begun. ${people.length > 0 ? "Whoever is here is told that it is over." : "Nobody is here yet."}`;
  }
  return `${who}: they see the goodbye page, with everyone they sat with. After ten seconds it cannot be taken back.`;
}

/** What of the round is cut off, by a clock that runs on while the host thinks. */
function CutOff({ talk, who }: { talk: Schema<"TalkView">; who: string }) {
  const timer = timerOf(talk);
  useSeconds(timer?.until ?? null);
  return (
    <>
      <span class="figures">{figures(timer ? left(timer, serverNow()) : 0)}</span> of this round is left.{" "}
      {who}: they get up at once.
    </>
  );
}
