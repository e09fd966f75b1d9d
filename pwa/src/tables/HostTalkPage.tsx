import { useState } from "preact/hooks";
import { ErrorBoundary, useRoute } from "preact-iso";
import { useHere } from "../app/here";
import { part } from "../app/page";
import { useStream } from "../live/useStream";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { ErrorNote } from "../ui/ErrorNote";
import { Loaded } from "../ui/Loaded";
import { Page } from "../ui/Page";
import { Conductor } from "./Conductor";
import { ConsoleClock } from "./ConsoleClock";
import "./conductor.css";
import "./console.css";
import { openRoom } from "./follow";
import { PlanReport } from "./PlanReport";
import { isSeated } from "./store";
import "./tables.css";
import { useByHand } from "./useByHand";
import { useWakeLock } from "./useWakeLock";

const RoomView = part(() => import("./EveryTable").then(({ RoomView }) => RoomView));
const GuestSheet = part(() => import("./GuestSheet").then(({ GuestSheet }) => GuestSheet));
const AddGuestSheet = part(() => import("./AddGuestSheet").then(({ AddGuestSheet }) => AddGuestSheet));
const CrowdSheet = part(() => import("./CrowdSheet").then(({ CrowdSheet }) => CrowdSheet));
const LogSheet = part(() => import("./LogSheet").then(({ LogSheet }) => LogSheet));
const TalkSummary = part(() => import("./EveryTable").then(({ TalkSummary }) => TalkSummary));
const EveryTable = part(() => import("./EveryTable").then(({ EveryTable }) => EveryTable));

/** The console of one talk: its clock, what comes next, and the room. */
export default function HostTalkPage() {
  const { talk: id = "" } = useRoute().params;
  const here = useHere();
  const room = useStream(() => openRoom(here, id), `${here.slug}/${id}`);
  const hand = useByHand(room);
  const [chosen, setChosen] = useState<string | null>(null);
  const [shown, show] = useState<"log" | "add" | null>(null);
  const state = room.state.value;
  const over = state?.talk.phase === "ended";
  useWakeLock(state !== null && !over);

  return (
    <Page
      title={state?.talk.title ?? "Host a talk"}
      back={here.link("/host")}
      wide
      aside={
        <a class="page-back" href={here.link(`/talks/${id}`)}>
          As a guest
        </a>
      }
      act={state && <Conductor state={state} room={room} />}
    >
      <Loaded
        stream={room}
        missing={
          <Empty icon="host" title="No talk for you to host">
            <p>The link may be an old one, or meant for a host. Hosts find their talks under “Host”.</p>
          </Empty>
        }
      >
        {(known) => (
          <>
            <ConsoleClock state={known} />
            {isSeated(known.talk) && <PlanReport state={known} />}
            <ErrorBoundary>
              {over && <TalkSummary talk={known.talk} />}
              <RoomView
                state={known}
                choose={setChosen}
                move={hand.move}
                note={
                  <>
                    {hand.error !== null && chosen === null && <ErrorNote error={hand.error} />}
                    <div class="row">
                      {!over && <Button onClick={() => show("add")}>Check somebody in</Button>}
                      <Button kind="text" onClick={() => show("log")}>
                        What happened
                      </Button>
                    </div>
                  </>
                }
              />
              {!over && <EveryTable state={known} />}
            </ErrorBoundary>
          </>
        )}
      </Loaded>
      {state && (
        <ErrorBoundary>
          {chosen !== null && (
            <GuestSheet
              state={state}
              guest={state.people.find(({ person }) => person.id === chosen) ?? null}
              hand={hand}
              onClose={() => setChosen(null)}
            />
          )}
          {hand.question && <CrowdSheet {...hand.question} />}
          {shown === "add" && <AddGuestSheet talk={id} onClose={() => show(null)} />}
          {shown === "log" && <LogSheet room={state} onClose={() => show(null)} />}
        </ErrorBoundary>
      )}
    </Page>
  );
}
