import { describe, expect, test } from "vitest";
import { ALICE, BOB, CAROL, card, table } from "./scenes";
import { aboutWords, nextWords, nudgeWords, shareOf, turnsOf, turnWords } from "./turns";

const MINUTE = 60_000;
const ROUND = { until: 0, length: 12 * MINUTE, pausedWith: null };
const three = [ALICE, BOB, CAROL].map((id, place) => ({
  person: card(id, ["Alice", "Bob", "Carol"][place] as string),
  opening: null,
}));
const first = table({ people: three });
const second = table({ people: three, turn: BOB, turn_left: 8 * 60, spoken: [ALICE] });
const done = table({ people: three, turn: null, spoken: [BOB, CAROL, ALICE] });

describe("turns", () => {
  test("go by the table's order", () => {
    expect(turnsOf(first)).toMatchObject({ now: { id: ALICE }, last: null });
    expect(turnsOf(second).next.map(({ id }) => id)).toEqual([CAROL]);
    expect(turnsOf(second).last?.id).toBe(ALICE);
    expect(turnsOf(done)).toMatchObject({ now: null, next: [], last: { id: ALICE } });
  });

  test("are said as they concern this phone", () => {
    expect(turnWords(turnsOf(first), ALICE)).toBe("You start");
    expect(turnWords(turnsOf(first), BOB)).toBe("Alice starts");
    expect(turnWords(turnsOf(second), BOB)).toBe("Your turn");
    expect(turnWords(turnsOf(second), ALICE)).toBe("Bob’s turn");
    expect(turnWords(turnsOf(done), ALICE)).toBe("Everybody has had a turn. Talk on.");
    expect(nextWords(turnsOf(first), BOB)).toBe("Next: you");
    expect(nextWords(turnsOf(first), ALICE)).toBe("Next: Bob");
    expect(nextWords(turnsOf(done), ALICE)).toBe("");
  });
});

describe("a fair slice", () => {
  test("is the time left by those who have yet to speak", () => {
    expect(shareOf(first, ROUND, 12 * MINUTE)).toEqual({ each: 4 * MINUTE, mine: 4 * MINUTE, unfair: false });
    expect(shareOf(first, ROUND, 9 * MINUTE)).toEqual({ each: 3 * MINUTE, mine: MINUTE, unfair: false });
    expect(shareOf(second, ROUND, 8 * MINUTE).mine).toBe(4 * MINUTE);
  });

  test("is much exceeded only after a good while, and not by the last", () => {
    expect(shareOf(first, ROUND, 6 * MINUTE).unfair).toBe(false);
    expect(shareOf(first, ROUND, 5 * MINUTE).unfair).toBe(true);
    expect(shareOf(table({ people: three, turn: CAROL, spoken: [ALICE, BOB] }), ROUND, MINUTE).unfair).toBe(
      false,
    );
  });

  test("grows with what is added, at nobody's cost", () => {
    expect(shareOf(second, ROUND, 9 * MINUTE)).toEqual({
      each: 4.5 * MINUTE,
      mine: 4.5 * MINUTE,
      unfair: false,
    });
  });

  test("is asked for kindly, and without a name for who took it", () => {
    const share = shareOf(first, ROUND, 5 * MINUTE);
    expect(nudgeWords(turnsOf(first), share, ALICE)).toBe(
      "Bob and Carol have yet to speak. That leaves a minute and a half each.",
    );
    expect(nudgeWords(turnsOf(first), share, BOB)).toBe(
      "You and Carol have yet to speak. That leaves a minute and a half each.",
    );
    expect(nudgeWords(turnsOf(first), { ...share, unfair: false }, BOB)).toBeNull();
  });

  test("is said as people say it", () => {
    expect([10_000, 30_000, 60_000, 90_000, 200_000].map(aboutWords)).toEqual([
      "a few words",
      "half a minute",
      "about a minute",
      "a minute and a half",
      "about 3 minutes",
    ]);
  });
});
