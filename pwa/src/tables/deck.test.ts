import { describe, expect, test } from "vitest";
import { blankPrompt, cardsWords, changed, flawOf, moved, newDeck, sameDeck, without } from "./deck";

const card = (key: string, more = {}) => ({ ...blankPrompt(), key, lighter: `${key}?`, ...more });
const deck = { ...newDeck(), title: "Ours", prompts: [card("one"), card("two"), card("three")] };
const keys = ({ prompts }: typeof deck) => prompts.map(({ key }) => key);

describe("a deck", () => {
  test("has its cards moved, no further than the ends", () => {
    expect(keys(moved(deck, "two", -1))).toEqual(["two", "one", "three"]);
    expect(keys(moved(deck, "two", 1))).toEqual(["one", "three", "two"]);
    expect(keys(moved(deck, "one", -1))).toEqual(["one", "two", "three"]);
    expect(keys(moved(deck, "three", 1))).toEqual(["one", "two", "three"]);
    expect(moved(deck, "gone", 1)).toBe(deck);
  });

  test("has one card changed or taken out", () => {
    expect(changed(deck, "two", { lighter: "Why?" }).prompts[1]?.lighter).toBe("Why?");
    expect(changed(deck, "two", { lighter: "Why?" }).prompts[0]).toBe(deck.prompts[0]);
    expect(keys(without(deck, "two"))).toEqual(["one", "three"]);
  });

  test("is the same whatever its version", () => {
    expect(sameDeck(deck, { ...deck, version: 7 })).toBe(true);
    expect(sameDeck(deck, moved(deck, "one", 1))).toBe(false);
  });

  test("says why it cannot be kept", () => {
    expect(flawOf(deck)).toBeNull();
    expect(flawOf({ ...deck, title: " " })).toBe("Give the deck a title.");
    expect(flawOf(changed(deck, "two", { lighter: "" }))).toBe("Card 2 needs another look.");
    expect(flawOf(changed(deck, "three", { deeper: "x".repeat(201) }))).toBe("Card 3 needs another look.");
    const none = { ...deck, prompts: deck.prompts.map((one) => ({ ...one, skipped: true })) };
    expect(flawOf(none)).toBe("At least one card must be dealt.");
  });

  test("counts its cards", () => {
    expect(cardsWords(deck)).toBe("3 cards");
    expect(cardsWords(changed(deck, "one", { skipped: true }))).toBe("3 cards, 1 left out");
    expect(cardsWords(without(without(deck, "one"), "two"))).toBe("1 card");
  });

  test("made of another begins with what that has", () => {
    const mine = newDeck({ ...deck, version: 4 });
    expect(mine).toMatchObject({ title: "Ours", version: 0, prompts: deck.prompts });
    expect(mine.key).not.toBe(deck.key);
  });
});
