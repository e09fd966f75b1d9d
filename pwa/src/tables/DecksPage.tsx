import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { useHere } from "../app/here";
import { OrganisersOnly } from "../app/OrganisersOnly";
import type { Schema } from "../contract/types";
import { saveDraft } from "../live/drafts";
import { uuid } from "../live/uuid";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { ErrorNote } from "../ui/ErrorNote";
import { Page } from "../ui/Page";
import { Skeleton } from "../ui/Skeleton";
import { useAttempt } from "../ui/useAttempt";
import "./decks.css";
import { newDeck } from "./deck";
import { type Deck, getDeck, readDeckFile } from "./deckRequests";
import { getDecks } from "./requests";

/** The decks of cards: those of this conference, and ours to begin with. */
export default function DecksPage() {
  return (
    <OrganisersOnly title="Cards">
      <Decks />
    </OrganisersOnly>
  );
}

function Decks() {
  const here = useHere();
  const { route } = useLocation();
  const [decks, setDecks] = useState<readonly Schema<"DeckLine">[] | null>(null);
  const fetching = useAttempt();
  const { error, attempt } = useAttempt();

  const fetch = () => fetching.attempt(async () => setDecks((await getDecks(here)).decks));
  useEffect(() => void fetch(), [here.slug]);

  function begin(deck: Deck): void {
    saveDraft(here.slug, `deck/${deck.key}`, deck);
    route(here.link(`/decks/${deck.key}`));
  }
  const take = (key: string) => attempt(async () => begin(newDeck(await getDeck(here, key))));
  const read = (file: File) =>
    attempt(async () => {
      const { key } = await readDeckFile(here, uuid(), await file.text());
      route(here.link(`/decks/${key}`));
    });

  return (
    <Page
      title="Cards"
      back={here.link("")}
      act={
        <>
          {error !== null && <ErrorNote error={error} />}
          <Button kind="primary" wide onClick={() => begin(newDeck())}>
            A new deck
          </Button>
        </>
      }
    >
      {decks ? (
        <>
          <section class="stack-tight">
            <h2>Your own</h2>
            <Own decks={decks.filter(({ own }) => own)} />
            <label class="button button-quiet deck-file">
              Read one from a file
              <input
                type="file"
                class="unseen"
                accept=".yaml,.yml,application/yaml,text/yaml"
                onChange={({ currentTarget }) => {
                  const [file] = currentTarget.files ?? [];
                  if (file) void read(file);
                  currentTarget.value = "";
                }}
              />
            </label>
          </section>
          <section class="stack-tight">
            <h2>Ours, to begin with</h2>
            <ul class="deck-list">
              {decks
                .filter(({ own }) => !own)
                .map(({ key, title, about, cards }) => (
                  <li key={key} class="deck-line">
                    <span>
                      <strong>{title}</strong>
                      <span class="quiet small">{about}</span>
                      <span class="quiet small">{cards} cards</span>
                    </span>
                    <Button label={`Make “${title}” yours`} onClick={() => take(key)}>
                      Make it yours
                    </Button>
                  </li>
                ))}
            </ul>
          </section>
        </>
      ) : fetching.error !== null ? (
        <ErrorNote error={fetching.error} retry={fetch} />
      ) : (
        <Skeleton />
      )}
    </Page>
  );
}

function Own({ decks }: { decks: readonly Schema<"DeckLine">[] }) {
  const { link } = useHere();
  if (decks.length === 0) {
    return (
      <Empty icon="feed" title="None yet">
        <p>Start from nothing, or make one of ours yours. Hosts find it when they open a talk.</p>
      </Empty>
    );
  }
  return (
    <ul class="deck-list">
      {decks.map(({ key, title, about, cards }) => (
        <li key={key}>
          <a class="deck-line" href={link(`/decks/${key}`)}>
            <span>
              <strong dir="auto">{title}</strong>
              {about && (
                <span class="quiet small" dir="auto">
                  {about}
                </span>
              )}
            </span>
            <span class="quiet small figures">{cards === 1 ? "1 card" : `${cards} cards`}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
