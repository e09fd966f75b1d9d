import { useEffect, useRef, useState } from "preact/hooks";
import { useHere } from "../app/here";
import { useBackgrounds } from "../conferences/useBackgrounds";
import { BackgroundIcon } from "../ui/BackgroundIcon";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { ErrorNote } from "../ui/ErrorNote";
import { Field } from "../ui/Field";
import { Icon } from "../ui/Icon";
import { PersonLine } from "../ui/PersonLine";
import { useAttempt } from "../ui/useAttempt";
import { type Figures, fetchUnmet, type Unmet } from "./figures";

const TYPING_MS = 250;
const LONGEST = 60;

/** Those who have met nobody yet, by name, each with the way to them under People. Fetched anew with the figures. */
export function UnmetList({ told }: { told: Figures }) {
  const here = useHere();
  const [typed, setTyped] = useState("");
  const [page, setPage] = useState<Unmet | null>(null);
  const { error, attempt } = useAttempt();
  const find = typed.trim().slice(0, LONGEST);
  const list = useRef<HTMLUListElement>(null);
  const [from, setFrom] = useState<number | null>(null);

  useEffect(() => {
    const control = new AbortController();
    const look = () =>
      void attempt(async () => {
        const found = await fetchUnmet(here, find, null, control.signal).catch((thrown) => {
          if (!control.signal.aborted) throw thrown;
        });
        if (found && !control.signal.aborted) setPage(found);
      });
    const timer = setTimeout(look, page ? TYPING_MS : 0);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [find, told]);

  // Whoever asked for more goes on with the first who came.
  useEffect(() => {
    if (from === null) return;
    list.current?.children[from]?.querySelector("a")?.focus();
    setFrom(null);
  }, [page]);

  async function more() {
    if (!page?.next) return;
    const further = await fetchUnmet(here, find, page.next);
    setFrom(page.people.length);
    setPage({ ...further, people: [...page.people, ...further.people] });
  }

  return (
    <>
      {told.unmet === told.here ? (
        <p class="quiet">Nobody has met anybody yet. The first table talk changes that.</p>
      ) : (
        <p class="quiet">
          Walk over, or ask a host to: they may like to be introduced. Or{" "}
          <a href={here.link("/settings")}>tell everyone</a> what happens next.
        </p>
      )}
      <search>
        <Field label="Find" type="search" value={typed} onInput={setTyped} autocomplete="off" />
      </search>
      {error !== null && <ErrorNote error={error} />}
      {page?.people.length === 0 && (
        <Empty icon="search" title="Nobody of that name">
          <p>They may have met somebody already.</p>
        </Empty>
      )}
      {page && (
        <ul ref={list} class="unmet">
          {page.people.map((guest) => (
            <Guest key={guest.id} guest={guest} />
          ))}
        </ul>
      )}
      {page?.next && <Button onClick={() => attempt(more)}>Show more</Button>}
      <p class="quiet small">
        By name, in no other order. Whoever would rather not be met just now is not listed, and neither are
        hosts and organisers.
      </p>
    </>
  );
}

function Guest({ guest }: { guest: Unmet["people"][number] }) {
  const { link } = useHere();
  const { label } = useBackgrounds();
  const [way = "other"] = guest.backgrounds;
  return (
    <li>
      <a href={`${link("/people")}#${encodeURIComponent(guest.name)}`}>
        <PersonLine
          name={guest.name}
          organisation={guest.organisation}
          way={label(way)}
          leading={<BackgroundIcon background={way} />}
          trailing={<Icon name="next" />}
        />
      </a>
    </li>
  );
}
