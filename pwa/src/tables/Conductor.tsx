import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Schema } from "../contract/types";
import { serverNow } from "../live/clock";
import type { Stream } from "../live/stream";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { Icon } from "../ui/Icon";
import { figures } from "../ui/Ring";
import { Sheet } from "../ui/Sheet";
import { useTick } from "../ui/tick";
import { cutsOff, type Move, nextOf } from "./conduct";
import { planOf } from "./room";
import { isSeated } from "./store";
import { useConductor } from "./useConductor";
import { left, timerOf } from "./view";
import { concerned } from "./words";

interface ConductorProps {
  state: Schema<"RoomSnapshot">;
  room: Stream<Schema<"RoomSnapshot">>;
}

/** What takes something from the room asks first. */
interface Question {
  title: string;
  text: ComponentChildren;
  answer: string;
  move: Move;
  danger: boolean;
}

/** A host's controls: the one big button for what comes next, and the rest one tap away. */
export function Conductor({ state, room }: ConductorProps) {
  const { move, moving, error, again } = useConductor(room);
  const [question, setQuestion] = useState<Question | null>(null);
  const { talk } = state;
  const next = nextOf(talk);
  const who = concerned(state.people.length, planOf(state).tables.length);
  if (!next) return null;

  function goOn(wanted: Move, label: string): Promise<void> | undefined {
    if (!cutsOff(talk, wanted, serverNow())) return move(wanted);
    setQuestion({
      title: `${label}?`,
      text: (
        <>
          <TimeLeft talk={talk} /> of this round are left. {who} get up at once.
        </>
      ),
      answer: label,
      move: wanted,
      danger: false,
    });
    return undefined;
  }

  function end(): void {
    setQuestion({
      title: "End the talk?",
      text:
        talk.phase === "gathering"
          ? `It has not begun. ${state.people.length > 0 ? `${who} are told that it is over.` : "Nobody is here yet."}`
          : `${who} see the goodbye page, with everyone they sat with. The talk cannot be taken up again.`,
      answer: state.people.length > 0 ? `End it for ${who}` : "End it",
      move: "end",
      danger: true,
    });
  }

  return (
    <>
      {error !== null && <ErrorNote error={error} {...(again && { retry: again })} />}
      {next.hindrance && <p class="small quiet centred">{next.hindrance}</p>}
      <Button
        kind="primary"
        wide
        busy={moving !== null || next.move === null}
        disabled={next.hindrance !== undefined}
        onClick={() => next.move && goOn(next.move, next.label)}
      >
        {next.label}
      </Button>
      <div class="console-rest">
        {isSeated(talk) && talk.paused_left === null && (
          <Button busy={moving === "pause"} onClick={() => move("pause")}>
            <Icon name="pause" />
            Pause
          </Button>
        )}
        {isSeated(talk) && (
          <Button busy={moving === "add-minute"} onClick={() => move("add-minute")} label="Add a minute">
            <Icon name="plus" />1 min
          </Button>
        )}
        <Button kind="text" onClick={end}>
          End
        </Button>
      </div>
      <Sheet open={question !== null} title={question?.title ?? ""} onClose={() => setQuestion(null)}>
        {question && (
          <div class="stack">
            <p>{question.text}</p>
            <Button
              kind={question.danger ? "danger" : "primary"}
              wide
              onClick={() => {
                setQuestion(null);
                return move(question.move);
              }}
            >
              {question.answer}
            </Button>
            <Button kind="text" wide onClick={() => setQuestion(null)}>
              Not yet
            </Button>
          </div>
        )}
      </Sheet>
    </>
  );
}

/** The figures of a clock that runs on while the host thinks. */
function TimeLeft({ talk }: { talk: Schema<"TalkView"> }) {
  const timer = timerOf(talk);
  useTick(1000);
  return <span class="figures">{figures(timer ? left(timer, serverNow()) : 0)}</span>;
}
