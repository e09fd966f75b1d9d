import type { Here } from "../app/here";
import type { Schema } from "../contract/types";
import { request } from "../live/api";

export type Deck = Schema<"DeckView">;

/** A deck with all its prompts; for organisers. */
export function getDeck(here: Here, key: string): Promise<Deck> {
  return request("GET", here.path(`/decks/${key}`));
}

/** Keep a deck under the id that this phone gave it, decided on `version`; nought for a new one. */
export function saveDeck(here: Here, { key, ...wanted }: Deck): Promise<Deck> {
  return request("PUT", here.path(`/decks/${key}`), wanted);
}

/** Delete a deck. */
export function deleteDeck(here: Here, { key, version }: Deck): Promise<void> {
  return request("POST", here.path(`/decks/${key}/deletion`), { version });
}

/** Make a new deck of the text of a file. */
export function readDeckFile(here: Here, key: string, yaml: string): Promise<Deck> {
  return request("PUT", here.path(`/decks/${key}/file`), { yaml });
}

/** Where a browser finds a deck as a file to keep. */
export function deckFile(here: Here, key: string): string {
  return `/api/v1${here.path(`/decks/${key}/file`)}`;
}
