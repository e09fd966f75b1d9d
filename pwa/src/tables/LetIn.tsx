import { useEffect, useState } from "preact/hooks";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { ErrorNote } from "../ui/ErrorNote";
import { useAttempt } from "../ui/useAttempt";
import { getWayIn } from "./openTables";

/** The way to this table, to be said or shown: a word to type, and a code that a camera reads. */
export function LetIn({ talk }: { talk: Schema<"TalkView"> }) {
  const here = useHere();
  const [way, setWay] = useState<Schema<"WayIn"> | null>(null);
  const { error, attempt } = useAttempt();
  const load = () => attempt(async () => setWay(await getWayIn(here, talk.id)));
  useEffect(() => void load(), [talk.id]);
  return (
    <section class="let-in" aria-label="The way to this table">
      <p class="let-in-word">{talk.title}</p>
      <p class="quiet small">
        Say this word: it goes into “Pull up a chair”. Or let them point their camera at the code.
      </p>
      {error !== null ? (
        <ErrorNote error={error} retry={load} />
      ) : (
        <div class="let-in-code">
          {way && (
            <img
              src={`data:image/svg+xml,${encodeURIComponent(way.qr)}`}
              alt={`The QR code of the table ${talk.title}`}
            />
          )}
        </div>
      )}
    </section>
  );
}
