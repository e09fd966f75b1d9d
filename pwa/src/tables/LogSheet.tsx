import { useEffect, useState } from "preact/hooks";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { request } from "../live/api";
import { Empty } from "../ui/Empty";
import { ErrorNote } from "../ui/ErrorNote";
import { Sheet } from "../ui/Sheet";
import { Skeleton } from "../ui/Skeleton";
import { useAttempt } from "../ui/useAttempt";

interface LogSheetProps {
  room: Schema<"RoomSnapshot">;
  onClose: () => void;
}

/** What happened in a talk, the newest first; it follows the room while it is open. */
export function LogSheet({ room, onClose }: LogSheetProps) {
  const here = useHere();
  const { error, attempt } = useAttempt();
  const [lines, setLines] = useState<readonly Schema<"LogLine">[] | null>(null);
  const path = here.path(`/talks/${room.talk.id}/log`);
  const load = () => attempt(async () => setLines((await request<Schema<"TalkLog">>("GET", path)).lines));

  useEffect(() => {
    void load();
  }, [room.number, room.talk.version]);

  return (
    <Sheet open title="What happened" onClose={onClose}>
      {error !== null && <ErrorNote error={error} retry={load} />}
      {lines === null && error === null && <Skeleton />}
      {lines?.length === 0 && (
        <Empty title="Nothing yet">
          <p>Who comes and goes, and what hosts change by hand, is listed here.</p>
        </Empty>
      )}
      <ol class="log">
        {lines?.map(({ number, at, sentence }) => (
          <li key={number}>
            <time class="quiet small figures" dateTime={at}>
              {new Date(at).toLocaleTimeString("en-GB", { timeStyle: "short" })}
            </time>
            <span dir="auto">{sentence.text}</span>
          </li>
        ))}
      </ol>
    </Sheet>
  );
}
