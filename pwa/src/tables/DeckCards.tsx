import { useState } from "preact/hooks";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Icon } from "../ui/Icon";
import { toast } from "../ui/toast";
import {
  blankPrompt,
  cardsWords,
  changed,
  type DeckPrompt,
  LONGEST_PROMPT,
  MOST_PROMPTS,
  moved,
  without,
} from "./deck";
import type { Deck } from "./deckRequests";
import { PromptCard } from "./PromptCard";

interface DeckCardsProps {
  deck: Deck;
  change: (deck: Deck) => void;
}

/** The cards of a deck in their order: moved, changed, left out, taken out, and shown as they lie on a table. */
export function DeckCards({ deck, change }: DeckCardsProps) {
  const first = deck.prompts.length === 1 && !deck.prompts[0]?.lighter ? deck.prompts[0]?.key : null;
  const [open, setOpen] = useState<string | null>(first ?? null);
  const [said, setSaid] = useState("");

  function add(): void {
    const card = blankPrompt();
    change({ ...deck, prompts: [...deck.prompts, card] });
    setOpen(card.key);
  }
  function move(key: string, by: number): void {
    const next = moved(deck, key, by);
    change(next);
    setSaid(`It is card ${next.prompts.findIndex((one) => one.key === key) + 1} now.`);
  }
  function remove(key: string): void {
    change(without(deck, key));
    toast("The card is out.", { undo: () => change(deck) });
  }

  return (
    <section class="stack-tight">
      <h2>{cardsWords(deck)}</h2>
      <p class="unseen" role="status">
        {said}
      </p>
      <ol class="deck-cards">
        {deck.prompts.map((card, place) => (
          <li key={card.key} class={card.skipped ? "deck-card deck-card-out" : "deck-card"}>
            <div class="deck-card-head">
              <button
                type="button"
                class="deck-card-title"
                aria-expanded={open === card.key}
                onClick={() => setOpen(open === card.key ? null : card.key)}
              >
                <span class="quiet figures">{place + 1}</span>
                <span class="deck-card-words" dir="auto">
                  {card.lighter.trim() || "A card with nothing on it yet"}
                </span>
              </button>
              {card.skipped && <span class="tag">left out</span>}
              <Button
                kind="text"
                label={`Card ${place + 1} up`}
                disabled={place === 0}
                onClick={() => move(card.key, -1)}
              >
                <Icon name="up" />
              </Button>
              <Button
                kind="text"
                label={`Card ${place + 1} down`}
                disabled={place === deck.prompts.length - 1}
                onClick={() => move(card.key, 1)}
              >
                <span class="upside-down">
                  <Icon name="up" />
                </span>
              </Button>
            </div>
            {open === card.key && (
              <CardFields
                card={card}
                change={(changes) => change(changed(deck, card.key, changes))}
                remove={() => remove(card.key)}
              />
            )}
          </li>
        ))}
      </ol>
      {deck.prompts.length < MOST_PROMPTS && (
        <Button onClick={add}>
          <Icon name="plus" />
          Another card
        </Button>
      )}
    </section>
  );
}

interface CardFieldsProps {
  card: DeckPrompt;
  change: (changes: Partial<DeckPrompt>) => void;
  remove: () => void;
}

function CardFields({ card, change, remove }: CardFieldsProps) {
  return (
    <div class="stack">
      <Field
        label="The question, in its lighter form"
        value={card.lighter}
        onInput={(lighter) => change({ lighter })}
        max={LONGEST_PROMPT}
        multiline
      />
      <Field
        label="A deeper form"
        hint="May stay empty."
        value={card.deeper}
        onInput={(deeper) => change({ deeper })}
        max={LONGEST_PROMPT}
        multiline
      />
      <Field
        label="What a neighbour may ask next"
        hint="May stay empty."
        value={card.follow_up}
        onInput={(follow_up) => change({ follow_up })}
        max={LONGEST_PROMPT}
        multiline
      />
      {card.lighter.trim() && (
        <>
          <p class="quiet small">As it lies on the table:</p>
          <PromptCard prompt={card} />
        </>
      )}
      <div class="prompt-foot">
        <Button pressed={card.skipped} onClick={() => change({ skipped: !card.skipped })}>
          Leave it out
        </Button>
        <Button kind="text" onClick={remove}>
          Delete the card
        </Button>
      </div>
    </div>
  );
}
