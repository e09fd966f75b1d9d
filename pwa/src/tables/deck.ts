import { uuid } from "../live/uuid";
import { countCharacters } from "../ui/Field";
import type { Deck } from "./deckRequests";

export type DeckPrompt = Deck["prompts"][number];

export const LONGEST_PROMPT = 200;
export const LONGEST_TITLE = 60;
export const MOST_PROMPTS = 60;

/** A card with nothing on it yet. */
export function blankPrompt(): DeckPrompt {
  return { key: uuid(), lighter: "", deeper: "", follow_up: "", skipped: false };
}

/** A deck that is not kept yet: from nothing, or with what another has. */
export function newDeck(from?: Deck): Deck {
  const { title = "", about = "", in_order = false, prompts = [blankPrompt()] } = from ?? {};
  return { key: uuid(), title, about, in_order, prompts, version: 0 };
}

/** Pure: with one card changed. */
export function changed(deck: Deck, key: string, changes: Partial<DeckPrompt>): Deck {
  return { ...deck, prompts: deck.prompts.map((one) => (one.key === key ? { ...one, ...changes } : one)) };
}

/** Pure: with one card some places further up (less than nought) or down; no further than the ends. */
export function moved(deck: Deck, key: string, by: number): Deck {
  const from = deck.prompts.findIndex((one) => one.key === key);
  const card = deck.prompts[from];
  if (!card) return deck;
  const others = deck.prompts.filter((one) => one !== card);
  const to = Math.min(Math.max(from + by, 0), others.length);
  return { ...deck, prompts: [...others.slice(0, to), card, ...others.slice(to)] };
}

/** Pure: without one card. */
export function without(deck: Deck, key: string): Deck {
  return { ...deck, prompts: deck.prompts.filter((one) => one.key !== key) };
}

/** Pure: true when two decks say the same, whatever their versions. */
export function sameDeck(one: Deck, other: Deck): boolean {
  const plain = ({ version: _, ...rest }: Deck) => JSON.stringify(rest);
  return plain(one) === plain(other);
}

/** Pure: why a deck cannot be kept as it is, in a sentence, or null. */
export function flawOf({ title, prompts }: Deck): string | null {
  if (!title.trim()) return "Give the deck a title.";
  if (countCharacters(title.trim()) > LONGEST_TITLE) return "The title is too long.";
  const place = prompts.findIndex(flawed);
  if (place >= 0) return `Card ${place + 1} needs another look.`;
  if (!prompts.some(({ skipped }) => !skipped)) return "At least one card must be dealt.";
  return null;
}

function flawed({ lighter, deeper, follow_up }: DeckPrompt): boolean {
  const long = [lighter, deeper, follow_up].some((text) => countCharacters(text.trim()) > LONGEST_PROMPT);
  return long || !lighter.trim();
}

/** "12 cards, 2 left out". */
export function cardsWords({ prompts }: Pick<Deck, "prompts">): string {
  const out = prompts.filter(({ skipped }) => skipped).length;
  const cards = prompts.length === 1 ? "1 card" : `${prompts.length} cards`;
  return out > 0 ? `${cards}, ${out} left out` : cards;
}
