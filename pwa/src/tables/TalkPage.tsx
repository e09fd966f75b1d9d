import { useEffect } from "preact/hooks";
import { ErrorBoundary, useRoute } from "preact-iso";
import { useHere, useRole } from "../app/here";
import { part } from "../app/page";
import type { Schema } from "../contract/types";
import { useStream } from "../live/useStream";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { ErrorNote } from "../ui/ErrorNote";
import { Loaded } from "../ui/Loaded";
import { Notice } from "../ui/Notice";
import { Page } from "../ui/Page";
import { cue, hush } from "./cue";
import { openTalk } from "./follow";
import { isSeated, laid } from "./store";
import "./tables.css";
import { TalkNews } from "./TalkNews";
import { TalkView } from "./TalkView";
import { useComeIn } from "./useComeIn";
import { useWakeLock } from "./useWakeLock";
import { type View, viewOf } from "./view";
import { COME_IN, returnedWords, viewInWords, waitingTitle } from "./words";

const TalkFoot = part(() => import("./TalkFoot").then(({ TalkFoot }) => TalkFoot));
const TurnAct = part(() => import("./TurnGuide").then(({ TurnAct }) => TurnAct));

/** A talk for an attendee, from the door to the goodbye. */
export default function TalkPage() {
  const { talk: id = "" } = useRoute().params;
  const here = useHere();
  const host = useRole("host");
  const stream = useStream(() => openTalk(here, id), `${here.slug}/${here.personId}/${id}`);
  const { come, error } = useComeIn(stream, id);
  const state = stream.state.value;
  const view = state && viewOf(state);
  const table = view?.at === "table" ? view.table : null;
  const comeIn = view && COME_IN[view.at];
  const lay = (table: Schema<"TableView">) => stream.amend((known) => laid(known, table));

  useWakeLock(Boolean(state?.here && state.talk.phase !== "ended"));
  useEffect(() => {
    hush.value = table?.quiet ?? false;
  }, [table?.quiet]);
  useEffect(() => {
    if (!table) return;
    cue("now");
    scrollTo(0, 0); // however far down one was: it is the number that counts now
  }, [table?.id]);

  return (
    <Page
      title={titleOf(view, here.personId, state?.talk.title)}
      back={here.link("")}
      aside={
        host && (
          <a class="page-back" href={here.link(`/host/${id}`)}>
            Host
          </a>
        )
      }
      act={
        comeIn ? (
          <>
            {error !== null && <ErrorNote error={error} />}
            <Button kind="primary" wide onClick={come}>
              {comeIn}
            </Button>
          </>
        ) : (
          table?.turn === here.personId &&
          table.people.length > 1 &&
          !table.written &&
          state?.talk.phase === "talking" && (
            <ErrorBoundary>
              <TurnAct table={table} laid={lay} />
            </ErrorBoundary>
          )
        )
      }
    >
      <p class="unseen" role="status">
        {view && viewInWords(view, here.personId)}
      </p>
      <Loaded
        stream={stream}
        missing={
          <Empty title="There is no such table talk">
            <p>The link may be an old one. What is on now is on the first page.</p>
            <Button href={here.link("")}>Go there</Button>
          </Empty>
        }
      >
        {(known) => (
          <>
            <TalkNews news={known.announcement} />
            {known.returned === known.talk.version && (
              <Notice kind="next" live>
                <p>{returnedWords(known.talk)}</p>
              </Notice>
            )}
            <TalkView state={known} laid={lay} />
            {known.here && (isSeated(known.talk) || known.talk.phase === "gathering") && (
              <ErrorBoundary>
                <TalkFoot state={known} table={table} stream={stream} />
              </ErrorBoundary>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function titleOf(view: View | null, me: string, title = "Table talk"): string {
  switch (view?.at) {
    case "table": {
      const { number, stays } = view.table;
      if (!view.moving) return `Table ${number}`;
      return `You${stays.includes(me) ? " stay" : "’re"} at table ${number}`;
    }
    case "setting":
      return "The tables are being set";
    case "waiting":
      return waitingTitle(view);
    case "gone":
      return view.freed ? "Your chair is free" : "You’ve left the tables";
    case "ended":
      return "Thank you for talking";
    default:
      return title;
  }
}
