import { useEffect, useState } from "preact/hooks";
import { ErrorBoundary } from "preact-iso";
import { useHere } from "../app/here";
import { part } from "../app/page";
import type { Schema } from "../contract/types";
import { serverNow } from "../live/clock";
import type { Stream } from "../live/stream";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { cutsOff, type Move, nextOf, notBegun } from "./conduct";
import type { Question } from "./QuestionSheet";
import { isSeated } from "./store";
import { UndoBar } from "./UndoBar";
import { useConductor } from "./useConductor";
import { useKeys } from "./useKeys";

const question = () => import("./QuestionSheet");
const announce = () => import("./AnnounceSheet");
const QuestionSheet = part(() => question().then(({ QuestionSheet }) => QuestionSheet));
const AnnounceSheet = part(() => announce().then(({ AnnounceSheet }) => AnnounceSheet));

interface ConductorProps {
  state: Schema<"RoomSnapshot">;
  room: Stream<Schema<"RoomSnapshot">>;
}

/** A host's controls: the one big button for what comes next, and the rest one tap away. */
export function Conductor({ state, room }: ConductorProps) {
  const { link } = useHere();
  const { move, moving, error, again } = useConductor(room);
  const [asked, setAsked] = useState<Question | null>(null);
  const [announcing, setAnnouncing] = useState(false);
  const { talk } = state;
  const next = nextOf(talk);
  const running = isSeated(talk) && talk.paused_left === null;
  const undo = () => move("undo");

  // Without a signal it is too late to fetch them; each then says itself that nothing could be sent.
  useEffect(() => {
    Promise.all([question(), announce()]).catch(() => {});
  }, []);
  // What was asked of one phase is no question in the next; an end is an end in any.
  useEffect(() => setAsked((now) => (now?.move === "end" ? now : null)), [talk.phase]);
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
    setAsked({ move: wanted, label });
    return undefined;
  }

  return (
    <>
      {error !== null && <ErrorNote error={error} {...(again && { retry: again })} />}
      <UndoBar state={state} undo={undo}>
        {notBegun(talk) && (
          <Button kind="text" wide onClick={() => setAsked({ move: "back-to-lobby", label: "Gather again" })}>
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
        <Button kind="text" onClick={() => setAsked({ move: "end", label: "End the talk" })}>
          End
        </Button>
      </div>
      <p class="key-hints small quiet">
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
      <ErrorBoundary>
        {announcing && <AnnounceSheet talk={talk} onClose={() => setAnnouncing(false)} />}
        {asked && <QuestionSheet state={state} question={asked} move={move} onClose={() => setAsked(null)} />}
      </ErrorBoundary>
    </>
  );
}
