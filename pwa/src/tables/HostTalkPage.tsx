import { useState } from "preact/hooks";
import { useRoute } from "preact-iso";
import { useHere } from "../app/here";
import { useStream } from "../live/useStream";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { Loaded } from "../ui/Loaded";
import { Page } from "../ui/Page";
import { Conductor } from "./Conductor";
import { ConsoleClock } from "./ConsoleClock";
import "./console.css";
import { FreeChairSheet } from "./FreeChairSheet";
import { openRoom } from "./follow";
import { RoomView } from "./RoomView";
import "./tables.css";
import { useWakeLock } from "./useWakeLock";

/** The console of one talk: its clock, what comes next, and the room. */
export default function HostTalkPage() {
  const { talk: id = "" } = useRoute().params;
  const here = useHere();
  const room = useStream(() => openRoom(here, id), `${here.slug}/${id}`);
  const [chosen, setChosen] = useState<string | null>(null);
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
      act={
        state &&
        (over ? (
          <Button wide href={here.link("/host")}>
            To the other talks
          </Button>
        ) : (
          <Conductor state={state} room={room} />
        ))
      }
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
            <ConsoleClock talk={known.talk} />
            <RoomView state={known} choose={setChosen} />
          </>
        )}
      </Loaded>
      <FreeChairSheet
        talk={id}
        guest={state?.people.find(({ person }) => person.id === chosen) ?? null}
        onClose={() => setChosen(null)}
      />
    </Page>
  );
}
