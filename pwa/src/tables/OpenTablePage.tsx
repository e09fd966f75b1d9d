import { useEffect, useState } from "preact/hooks";
import { ErrorBoundary, useRoute } from "preact-iso";
import { useHere, useRole } from "../app/here";
import { part } from "../app/page";
import type { Schema } from "../contract/types";
import { useStream } from "../live/useStream";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { Loaded } from "../ui/Loaded";
import { Page } from "../ui/Page";
import { AtOpenTable } from "./AtOpenTable";
import { CloseTableSheet } from "./CloseTableSheet";
import { cue } from "./cue";
import { openTalk } from "./follow";
import { laid, type TalkState } from "./store";
import "./tables.css";
import { useWakeLock } from "./useWakeLock";
import { type View, viewOf } from "./view";
import { list, neighbours } from "./words";

const TalkFoot = part(() => import("./TalkFoot").then(({ TalkFoot }) => TalkFoot));
const TurnAct = part(() => import("./TurnGuide").then(({ TurnAct }) => TurnAct));
const SatWith = part(() => import("./Ended").then(({ SatWith }) => SatWith));

/** A table that somebody started, from one's chair: while one sits there, after one has left, and once it is closed. */
export default function OpenTablePage() {
  const { talk: id = "" } = useRoute().params;
  const here = useHere();
  const host = useRole("host");
  const stream = useStream(() => openTalk(here, id), `${here.slug}/${here.personId}/${id}`);
  const [closing, setClosing] = useState(false);
  const state = stream.state.value;
  const view = state && viewOf(state);
  const table = view?.at === "table" ? view.table : null;
  const lay = (table: Schema<"TableView">) => stream.amend((known) => laid(known, table));

  useWakeLock(table !== null);
  useEffect(() => {
    if (table) cue("now");
  }, [table?.id]);

  return (
    <Page
      title={titleOf(view, state)}
      back={here.link("/tables")}
      act={
        state && view && (view.at === "gone" || view.at === "late") && state.talk.code ? (
          <Button kind="primary" wide href={here.link(`/t/${state.talk.code}`)}>
            {view.at === "gone" ? "Take a seat again" : "Take a seat"}
          </Button>
        ) : (
          table?.turn === here.personId &&
          table.people.length > 1 &&
          !table.written && (
            <ErrorBoundary>
              <TurnAct table={table} laid={lay} />
            </ErrorBoundary>
          )
        )
      }
    >
      <p class="unseen" role="status">
        {state && view && inWords(view, state, here.personId)}
      </p>
      <Loaded
        stream={stream}
        missing={
          <Empty title="There is no such table">
            <p>It may be over. Those with a free chair are on one page.</p>
            <Button href={here.link("/tables")}>Go there</Button>
          </Empty>
        }
      >
        {(known) => (
          <ErrorBoundary>
            {table ? (
              <>
                <AtOpenTable talk={known.talk} table={table} laid={lay} />
                <TalkFoot state={known} table={table} stream={stream}>
                  {table.people.length > 1 && (host || known.talk.by === here.personId) && (
                    <Button kind="text" onClick={() => setClosing(true)}>
                      Close the table
                    </Button>
                  )}
                </TalkFoot>
              </>
            ) : (
              <AwayFrom state={known} />
            )}
            {closing && <CloseTableSheet table={known.talk} onClose={() => setClosing(false)} />}
          </ErrorBoundary>
        )}
      </Loaded>
    </Page>
  );
}

/** For those who do not sit there, or not any more: whom they sat with. */
function AwayFrom({ state: { talk, gone } }: { state: TalkState }) {
  const { link } = useHere();
  const over = talk.phase === "ended";
  return (
    <>
      {!over && (
        <p class="lead">
          {gone
            ? "Your chair is free for somebody else. If you change your mind, come back while there is one."
            : "People sit here and talk. There may be a chair for you."}
        </p>
      )}
      <SatWith
        key={over ? "over" : "on"}
        talk={talk}
        nobody={
          over && (
            <Empty title={`“${talk.title}” is over`}>
              <p>Nobody sat with you this time. Perhaps another table has a chair.</p>
              <Button href={link("/tables")}>See the tables</Button>
            </Empty>
          )
        }
      />
    </>
  );
}

function titleOf(view: View | null, state: TalkState | null): string {
  if (!view || !state) return "Your table";
  if (view.at === "ended") return "Thank you for talking";
  if (view.at === "gone") return "You’ve left the table";
  const number = state.table?.number ?? 0;
  return number > 0 ? `Table ${number}` : state.talk.title;
}

function inWords(view: View, { talk }: TalkState, me: string): string {
  if (view.at === "ended") return "The table is closed.";
  if (view.at === "gone") return "You have left the table.";
  if (view.at !== "table") return "";
  const names = neighbours(view.table, me).map(({ person }) => person.name);
  return `You sit at ${talk.title}${names.length > 0 ? `, with ${list(names)}` : ", alone so far"}.`;
}
