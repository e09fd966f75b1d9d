import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { ErrorNote } from "../ui/ErrorNote";
import { Loaded } from "../ui/Loaded";
import { Notice } from "../ui/Notice";
import { useAttempt } from "../ui/useAttempt";
import { GuestLine } from "./GuestLine";
import type { useGuests } from "./useGuests";

interface GuestListProps {
  found: ReturnType<typeof useGuests>;
  /** The id of whoever is being looked after. */
  current: string | null;
  /** The same function each time: see GuestLine. */
  onOpen: (id: string) => void;
}

/** The people found, by name. Without a signal, those of them that this phone knows. */
export function GuestList({ found: { stream, state, asking }, current, onOpen }: GuestListProps) {
  const { error, attempt } = useAttempt();
  const list = useRef<HTMLUListElement>(null);
  const [from, setFrom] = useState<number | null>(null);
  const problem = stream.problem.value;
  const fetched = state?.people.length ?? 0;

  // Whoever asked for more goes on with the first who came.
  useEffect(() => {
    if (from === null || fetched <= from) return;
    list.current?.children[from]?.querySelector<HTMLElement>("button")?.focus();
    setFrom(null);
  }, [from, fetched]);

  async function more() {
    if (await attempt(stream.more)) setFrom(fetched);
  }

  if (state === null || problem?.isPassing === false) return <Loaded stream={stream}>{() => null}</Loaded>;
  const { people, next } = state;
  return (
    <section class="stack" aria-label="People found">
      {asking && problem && (
        <Notice live>
          <p>No signal. These are the ones that this phone knows.</p>
        </Notice>
      )}
      {people.length === 0 && !asking && (
        <Empty icon="search" title="Nobody of that name">
          <p>Try fewer letters. People can change their names under “Me”.</p>
        </Empty>
      )}
      <ul ref={list} class="guests">
        {people.map((guest) => (
          <GuestLine key={guest.id} guest={guest} current={guest.id === current} onOpen={onOpen} />
        ))}
      </ul>
      {next !== null && !asking && <Button onClick={more}>Show more</Button>}
      {error !== null && <ErrorNote error={error} />}
    </section>
  );
}
