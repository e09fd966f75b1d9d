import { describe, expect, test } from "vitest";
import { ALICE, BOB, CAROL, card, table } from "./scenes";
import { writingOf, writingWords } from "./writing";

const people = [ALICE, BOB, CAROL].map((id, place) => ({
  person: card(id, ["Alice", "Bob", "Carol"][place] as string),
  opening: null,
}));

function words(me: string, done: string[], open: false | string[] = false): string {
  const answers = open ? open.map((person_id) => ({ id: `of ${person_id}`, person_id, text: "Hm." })) : [];
  const written = { done, open: open !== false, answers };
  const writing = writingOf(table({ people, written }), me);
  return writing ? writingWords(writing) : "they talk";
}

describe("a written round", () => {
  test("is none while the table talks", () => {
    expect(writingOf(table({ people }), ALICE)).toBeNull();
  });

  test("says how far it is, and names nobody", () => {
    expect(words(ALICE, [])).toBe("Everybody writes. Nobody reads before all lie open.");
    expect(words(ALICE, [ALICE])).toBe("Yours is in. 2 are still writing.");
    expect(words(ALICE, [ALICE, BOB])).toBe("Yours is in. 1 is still writing.");
    expect(words(CAROL, [ALICE, BOB])).toBe("The others have written.");
  });

  test("lies open with what is there", () => {
    expect(words(ALICE, [ALICE, BOB, CAROL], [BOB])).toBe("Read in your own time.");
    expect(words(ALICE, [ALICE, BOB], [BOB])).toBe("Read in your own time. 1 is still writing.");
    expect(words(CAROL, [ALICE, BOB], [BOB])).toBe("Read in your own time.");
    expect(words(ALICE, [ALICE, BOB, CAROL], [])).toBe("Nothing lies here, which is fine.");
  });

  test("shows the words of those who sit there only", () => {
    const written = { done: [BOB], open: true, answers: [{ id: "1", person_id: "gone", text: "Hm." }] };
    expect(writingOf(table({ people, written }), ALICE)?.answers).toEqual([]);
  });
});
