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
import { Sheet } from "../ui/Sheet";
import { Conductor } from "./Conductor";
import { ConsoleClock } from "./ConsoleClock";
import "./conductor.css";
import "./console.css";
import { openRoom } from "./follow";
import { RoomView } from "./RoomView";
import "./tables.css";
import { useByHand } from "./useByHand";
import { useWakeLock } from "./useWakeLock";

const GuestSheet = part(() => import("./GuestSheet").then(({ GuestSheet }) => GuestSheet));
const LogSheet = part(() => import("./LogSheet").then(({ LogSheet }) => LogSheet));
const WriteInstead = part(() => import("./WriteInstead").then(({ WriteInstead }) => WriteInstead));

/** The console of one talk: its clock, what comes next, and the room. */
export default function HostTalkPage() {
  const { talk: id = "" } = useRoute().params;
  const here = useHere();
  const room = useStream(() => openRoom(here, id), `${here.slug}/${id}`);
  const hand = useByHand(room);
  const [chosen, setChosen] = useState<string | null>(null);
  const [logShown, setLogShown] = useState(false);
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
            <RoomView
              state={known}
              choose={setChosen}
              move={hand.move}
              note={
                <>
                  {hand.error !== null && chosen === null && <ErrorNote error={hand.error} />}
                  <Button kind="text" onClick={() => setLogShown(true)}>
                    What happened
                  </Button>
                </>
              }
            />
            <ErrorBoundary>
              <WriteInstead state={known} />
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
          {logShown && <LogSheet open room={state} onClose={() => setLogShown(false)} />}
        </ErrorBoundary>
      )}
      <Sheet open={hand.question !== null} title="Seat them anyway?" onClose={() => hand.question?.no()}>
        {hand.question && (
          <div class="stack">
            <p>{hand.question.text} Everybody there has less time to talk, and chairs are close.</p>
            <Button kind="primary" wide onClick={hand.question.yes}>
              Seat them anyway
            </Button>
            <Button kind="text" wide onClick={hand.question.no}>
              Leave it
            </Button>
          </div>
        )}
      </Sheet>
    </Page>
  );
}
