import { ErrorBoundary } from "preact-iso";
import { part } from "../app/page";
import type { Schema } from "../contract/types";
import { TableMark } from "../ui/TableMark";
import { FindTable, Standstill, TalkAtTable } from "./AtTable";
import type { TalkState } from "./store";
import { TalkTimer } from "./TalkTimer";
import { timerOf, viewOf } from "./view";

const Gathering = part(() => import("./TalkFoot").then(({ Gathering }) => Gathering));
const Ended = part(() => import("./Ended").then(({ Ended }) => Ended));
const WithoutChair = part(() => import("./Ended").then(({ WithoutChair }) => WithoutChair));

interface TalkViewProps {
  state: TalkState;
  /** Hears the table as an answer to what this phone did there. */
  laid: (table: Schema<"TableView">) => void;
}

/** What an attendee's page shows of a talk, in each of its states. */
export function TalkView({ state, laid }: TalkViewProps) {
  const { talk } = state;
  const view = viewOf(state);
  const timer = view.at === "gone" ? null : timerOf(talk);

  switch (view.at) {
    case "door":
    case "gathering":
      return (
        <ErrorBoundary>
          <Gathering talk={talk} here={view.at === "gathering"} />
        </ErrorBoundary>
      );
    case "table":
      if (view.moving) return <FindTable talk={talk} table={view.table} />;
      return <TalkAtTable talk={talk} table={view.table} laid={laid} />;
    case "setting":
      return (
        <div class="being-set">
          <p class="marks" aria-hidden="true">
            {[1, 2, 3, 4, 5].map((number) => (
              <TableMark key={number} number={number} />
            ))}
          </p>
          <p class="lead">Stay where you are. Your table comes up here in a moment.</p>
          <p class="quiet">
            Round {talk.round} of {talk.rounds}
          </p>
        </div>
      );
    case "waiting":
    case "late":
    case "gone":
      return (
        <>
          {timer && <TalkTimer timer={timer} label={`Round ${talk.round} of ${talk.rounds}`} />}
          <Standstill talk={talk} />
          <ErrorBoundary>
            <WithoutChair talk={talk} view={view} />
          </ErrorBoundary>
        </>
      );
    case "ended":
      return (
        <ErrorBoundary>
          <Ended talk={talk} />
        </ErrorBoundary>
      );
  }
}
