import { useEffect, useState } from "preact/hooks";
import { useHere, useRole } from "../app/here";
import type { Schema } from "../contract/types";
import { request } from "../live/api";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { ErrorNote } from "../ui/ErrorNote";
import { Field } from "../ui/Field";
import { Icon } from "../ui/Icon";
import { Loaded } from "../ui/Loaded";
import { tableWords } from "../ui/marks";
import { Page } from "../ui/Page";
import { Skeleton } from "../ui/Skeleton";
import { TableMark } from "../ui/TableMark";
import "./cards.css";
import { Offers, useOffers } from "./Offers";

const MOST = 60;
const TYPING_MS = 300;

/** Cards for the tables of the hall, as they come out of the printer, and the button for that. */
export default function CardsPage() {
  const { me, link } = useHere();
  const host = useRole("host");
  if (host) return <Print />;
  return (
    <Page title="Table cards" back={link("")}>
      <Loaded stream={me}>
        {() => (
          <Empty icon="table" title="This page is for hosts">
            <p>Hosts and organisers print the cards that stand on the tables.</p>
          </Empty>
        )}
      </Loaded>
    </Page>
  );
}

function Print() {
  const { link, conference } = useHere();
  const [first, setFirst] = useState("1");
  const [count, setCount] = useState("10");
  const { cards, error, again } = useCards(whole(first, 500), whole(count, MOST));
  const hall = useOffers();
  const name = conference.state.value?.conference.name ?? "";

  useEffect(() => {
    document.title = `Table cards · ${name}`; // what a saved PDF is called
  }, [name]);

  return (
    <main class="cards-page">
      <header class="cards-bar">
        <a class="page-back" href={link("/host")}>
          <Icon name="back" />
          Back
        </a>
        <span class="quiet small">Two on a page, A4 or Letter</span>
        <Button kind="primary" disabled={!cards} onClick={() => window.print()}>
          Print
        </Button>
      </header>
      <div class="cards-bar cards-which">
        <Field label="From table" inputMode="numeric" value={first} onInput={setFirst} />
        <Field label="How many" inputMode="numeric" value={count} onInput={setCount} />
      </div>
      <p class="quiet small cards-hint">
        Mark a table that is reached without a step, or that stands where it is quiet: those who need it are
        seated there. It is not printed.
      </p>
      {error !== null && <ErrorNote error={error} retry={again} />}
      {hall.error !== null && <ErrorNote error={hall.error} />}
      {cards ? (
        <div class="cards">
          {cards.map((card) => (
            <div key={card.number} class="cards-table">
              <Card card={card} conference={name} />
              <Offers number={card.number} hall={hall} />
            </div>
          ))}
        </div>
      ) : (
        error === null && <Skeleton />
      )}
    </main>
  );
}

function Card({ card, conference }: { card: Schema<"TableCard">; conference: string }) {
  return (
    <article class="table-card" aria-label={`Table ${card.number}`}>
      <div class="table-card-sign">
        <TableMark number={card.number} />
        <p class="table-card-number figures">{card.number}</p>
        <p class="table-card-words">{tableWords(card.number)}</p>
      </div>
      <div class="table-card-in">
        <img
          src={`data:image/svg+xml,${encodeURIComponent(card.qr)}`}
          alt={`The QR code of table ${card.number}`}
        />
        <p>
          <strong>Sit down here.</strong> Point your camera at it: a name and one tap, and you are in.
        </p>
        <p class="table-card-name" dir="auto">
          {conference}
        </p>
      </div>
    </article>
  );
}

/** Pure: a number as it was typed, between one and `most`. */
function whole(typed: string, most: number): number {
  return Math.min(most, Math.max(1, Math.trunc(Number(typed)) || 1));
}

/** The cards that are wanted, once nobody types any more. */
function useCards(first: number, count: number) {
  const here = useHere();
  const [cards, setCards] = useState<readonly Schema<"TableCard">[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);

  useEffect(() => {
    const control = new AbortController();
    const timer = setTimeout(async () => {
      const path = here.path(`/cards?first=${first}&count=${count}`);
      try {
        setCards((await request<Schema<"TableCards">>("GET", path, undefined, control)).cards);
        setError(null);
      } catch (thrown) {
        if (!control.signal.aborted) setError(thrown);
      }
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [here, first, count, tries]);

  return { cards, error, again: () => setTries(tries + 1) };
}
