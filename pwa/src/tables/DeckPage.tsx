import { useState } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso";
import { useHere } from "../app/here";
import { OrganisersOnly } from "../app/OrganisersOnly";
import { Button } from "../ui/Button";
import { Choice } from "../ui/Choice";
import { ClashNotice } from "../ui/ClashNotice";
import { Empty } from "../ui/Empty";
import { ErrorNote } from "../ui/ErrorNote";
import { Field } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { Page } from "../ui/Page";
import { Sheet } from "../ui/Sheet";
import { Skeleton } from "../ui/Skeleton";
import { toast } from "../ui/toast";
import { DeckCards } from "./DeckCards";
import "./decks.css";
import { cardsWords, flawOf, LONGEST_PROMPT, LONGEST_TITLE } from "./deck";
import { type Deck, deckFile, deleteDeck } from "./deckRequests";
import { useDeck } from "./useDeck";

const ORDERS = [
  { value: "shuffled", label: "Shuffled for each talk" },
  { value: "in-order", label: "In this order" },
] as const;

/** One deck of the conference's own: its title, its cards, and keeping it. */
export default function DeckPage() {
  const { deck: key = "" } = useRoute().params;
  return (
    <OrganisersOnly title="A deck">
      <Editor key={key} deck={key} />
    </OrganisersOnly>
  );
}

function Editor({ deck: key }: { deck: string }) {
  const here = useHere();
  const { route } = useLocation();
  const my = useDeck(key);
  const [deleting, setDeleting] = useState(false);
  const { there, view, dirty } = my;
  const flaw = view && flawOf(view);

  async function remove(kept: Deck): Promise<void> {
    if (!(await my.attempt(() => deleteDeck(here, kept)))) return;
    my.putBack();
    toast("The deck is deleted.");
    route(here.link("/decks"));
  }

  return (
    <Page
      title={there?.title || "A new deck"}
      back={here.link("/decks")}
      act={
        view &&
        !my.clash &&
        (dirty || my.error !== null || my.saved) && (
          <>
            {my.error !== null && <ErrorNote error={my.error} kept="What you wrote is still here." />}
            {dirty && flaw && <p class="small quiet centred">{flaw}</p>}
            <p class="unseen" role="status">
              {my.saved ? "Saved." : ""}
            </p>
            {dirty ? (
              <>
                <Button kind="primary" wide disabled={flaw !== null} onClick={my.save}>
                  Save the deck
                </Button>
                {there && (
                  <Button kind="text" wide onClick={my.putBack}>
                    Put it back as it was
                  </Button>
                )}
              </>
            ) : (
              my.saved && <p class="centred">Saved. Hosts find it when they open a talk.</p>
            )}
          </>
        )
      }
    >
      {view ? (
        <>
          <DeckClash my={my} view={view} />
          <Field
            label="Title"
            value={view.title}
            onInput={(title) => my.change({ ...view, title })}
            max={LONGEST_TITLE}
          />
          <Field
            label="What it is for"
            hint="Hosts read it when they choose."
            value={view.about}
            onInput={(about) => my.change({ ...view, about })}
            max={LONGEST_PROMPT}
          />
          <Choice
            legend="How the cards are dealt"
            options={ORDERS}
            value={view.in_order ? "in-order" : "shuffled"}
            onChange={(order) => my.change({ ...view, in_order: order === "in-order" })}
          />
          <DeckCards deck={view} change={my.change} />
          {there && (
            <div class="prompt-foot">
              <a class="aside-link" href={deckFile(here, key)} download="deck.yaml">
                Keep it as a file
              </a>
              <Button kind="text" onClick={() => setDeleting(true)}>
                Delete the deck
              </Button>
            </div>
          )}
          <Sheet open={deleting} title="Delete this deck?" onClose={() => setDeleting(false)}>
            <div class="stack">
              <p>Talks that were opened with it keep their cards. Hosts can choose it no more.</p>
              {my.error !== null && <ErrorNote error={my.error} />}
              <Button kind="danger" wide onClick={() => there && remove(there)}>
                Delete it
              </Button>
              <Button kind="text" wide onClick={() => setDeleting(false)}>
                Keep it
              </Button>
            </div>
          </Sheet>
        </>
      ) : there === null ? (
        <Empty icon="feed" title="There is no such deck">
          <p>Perhaps another organiser has deleted it.</p>
          <Button href={here.link("/decks")}>To the decks</Button>
        </Empty>
      ) : my.error !== null ? (
        <ErrorNote error={my.error} retry={my.fetch} />
      ) : (
        <Skeleton />
      )}
    </Page>
  );
}

/** Somebody else was faster; neither version is lost before this editor chooses. */
function DeckClash({ my, view }: { my: ReturnType<typeof useDeck>; view: Deck }) {
  if (!my.clash) return null;
  if (!my.there) {
    return (
      <Notice kind="next" live>
        <p>Another organiser has deleted this deck meanwhile. Yours is still here.</p>
        <Button onClick={my.keepMine}>Keep mine</Button>
      </Notice>
    );
  }
  const words = (deck: Deck) => `${deck.title}, ${cardsWords(deck)}`;
  return (
    <ClashNotice
      by="by another organiser"
      clashes={[{ name: "The deck", now: words(my.there), yours: words(view) }]}
      keepMine={my.keepMine}
      takeTheirs={my.putBack}
    />
  );
}
