import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { ErrorBoundary } from "preact-iso";
import { useHere } from "../app/here";
import { part } from "../app/page";
import type { Schema } from "../contract/types";
import { serverNow } from "../live/clock";
import type { Stream } from "../live/stream";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { figures } from "../ui/Ring";
import { Sheet } from "../ui/Sheet";
import { useTick } from "../ui/tick";
import { cutsOff, type Move, nextOf, notBegun } from "./conduct";
import { planOf } from "./room";
import { isSeated } from "./store";
import { UndoBar } from "./UndoBar";
import { useConductor } from "./useConductor";
import { useKeys } from "./useKeys";
import { left, timerOf } from "./view";
import { concerned } from "./words";

const AnnounceSheet = part(() => import("./AnnounceSheet").then(({ AnnounceSheet }) => AnnounceSheet));

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
  const { link } = useHere();
  const { move, moving, error, again } = useConductor(room);
  const [question, setQuestion] = useState<Question | null>(null);
  const [announcing, setAnnouncing] = useState(false);
  const { talk } = state;
  const next = nextOf(talk);
  const who = concerned(state.people.length, planOf(state).tables.length);
  const running = isSeated(talk) && talk.paused_left === null;
  const undo = () => move("undo");

  useKeys({
    p: isSeated(talk) && (() => move(running ? "pause" : "resume")),
    m: isSeated(talk) && (() => move("add-minute")),
    t: talk.phase !== "ended" && (() => setAnnouncing(true)),
  });
  if (!next) {
    return (
      <>
        {error !== null && <ErrorNote error={error} {...(again && { retry: again })} />}
        <UndoBar state={state} undo={undo} />
        <Button wide href={link("/host")}>
          To the other talks
        </Button>
      </>
    );
  }

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

  function gatherAgain(): void {
    setQuestion({
      title: "Gather again?",
      text: `${who} stay here and lose their seats. The tables are set anew when you start again.`,
      answer: "Gather again",
      move: "back-to-lobby",
      danger: false,
    });
  }

  function end(): void {
    setQuestion({
      title: "End the talk?",
      text:
        talk.phase === "gathering"
          ? `It has not begun. ${state.people.length > 0 ? `${who} are told that it is over.` : "Nobody is here yet."}`
          : `${who} see the goodbye page, with everyone they sat with. After ten seconds it cannot be taken back.`,
      answer: state.people.length > 0 ? `End it for ${who}` : "End it",
      move: "end",
      danger: true,
    });
  }

  return (
    <>
      {error !== null && <ErrorNote error={error} {...(again && { retry: again })} />}
      <UndoBar state={state} undo={undo}>
        {notBegun(talk) && (
          <Button kind="text" wide onClick={gatherAgain}>
            Too early? Gather again
          </Button>
        )}
      </UndoBar>
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
      {talk.phase === "setting" && (
        <div class="in-a-moment">
          <Button kind="text" wide onClick={() => move("go-on")}>
            Don’t wait: go on with what is there
          </Button>
        </div>
      )}
      <div class="console-rest">
        {running && (
          <Button busy={moving === "pause"} onClick={() => move("pause")}>
            Pause
          </Button>
        )}
        {isSeated(talk) && (
          <Button busy={moving === "add-minute"} onClick={() => move("add-minute")} label="Add a minute">
            +1 min
          </Button>
        )}
        <Button onClick={() => setAnnouncing(true)} label="Tell everyone">
          Tell all
        </Button>
        <Button kind="text" onClick={end}>
          End
        </Button>
      </div>
      <p class="keys small quiet">
        <span>
          <kbd>P</kbd> Pause, go on
        </span>
        <span>
          <kbd>M</kbd> A minute more
        </span>
        <span>
          <kbd>T</kbd> Tell everyone
        </span>
      </p>
      {announcing && (
        <ErrorBoundary>
          <AnnounceSheet talk={talk} open onClose={() => setAnnouncing(false)} />
        </ErrorBoundary>
      )}
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
