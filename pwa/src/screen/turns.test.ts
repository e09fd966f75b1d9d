import { describe, expect, test } from "vitest";
import { nextTurn, type Offer, stays, type Turn, timeOf } from "./turns";

const NOTHING: Offer = { calling: false, called: null, stories: [], takeaways: [], origins: false };

/** Stories, or takeaways. Those in capitals are featured. */
function some(...ids: string[]) {
  return ids.map((id) => ({ id, text: "I stayed.", featured: id !== id.toLowerCase() }));
}

/** What comes up, one after another: "story a", "call". */
function played(offer: Offer, count: number, from: Turn | null = null): string[] {
  const seen: string[] = [];
  for (let turn = from; seen.length < count; ) {
    turn = nextTurn(turn, offer);
    seen.push("id" in turn.slide ? turn.slide.id : turn.slide.kind);
  }
  return seen;
}

describe("what comes up", () => {
  test.each<[string, Partial<Offer>, string]>([
    ["the question stands where there are no stories", {}, "question question"],
    ["a story alone stays", { stories: some("a") }, "a a"],
    ["stories go round", { stories: some("a", "b") }, "a b a b"],
    [
      "featured stories come first, and then by turns with the others",
      { stories: some("A", "B", "c", "d", "e", "f") },
      "A B c A d B e A f B c",
    ],
    ["one that is featured comes between any two others", { stories: some("A", "b", "c") }, "A b A c A b"],
    [
      "where most are featured, each of them still comes twice as often as another",
      { stories: some("A", "B", "c") },
      "A B A B c A B A B c",
    ],
    ["a talk that gathers is called first", { calling: true, stories: some("a") }, "call a call"],
    ["and after whatever else there is", { calling: true, stories: some("A", "B") }, "call A call B call A"],
    ["and between any two stories", { calling: true, stories: some("a", "b") }, "call a call b call a"],
    [
      "a call is more urgent than all else between",
      { calling: true, takeaways: some("t"), origins: true },
      "call question call",
    ],
    [
      "what a table took away comes between stories",
      { stories: some("a", "b"), takeaways: some("t") },
      "t a t b t",
    ],
    [
      "of many, four at a time, and the others after the next story",
      { stories: some("a"), takeaways: some("1", "2", "3", "4", "5") },
      "1 2 3 4 a 5 1 2 3 a 4 5",
    ],
    [
      "how the room got here comes after every third story",
      { stories: some("a", "b", "c", "d"), origins: true },
      "a b c origins d a b origins c",
    ],
    [
      "without stories it takes turns with the question",
      { origins: true },
      "origins question origins question",
    ],
  ])("%s", (_sentence, offer, slides) => {
    expect(played({ ...NOTHING, ...offer }, slides.split(" ").length).join(" ")).toBe(slides);
  });

  test("what was taken down does not come up any more, and is gone at once", () => {
    const offer = { ...NOTHING, stories: some("a"), takeaways: some("1", "2", "3") };
    const first = nextTurn(null, offer);
    expect(played({ ...offer, takeaways: some("1", "3") }, 2, first)).toEqual(["3", "a"]);
    expect(stays(first, { ...offer, takeaways: [] })).toBe(false);
    expect(stays(nextTurn(null, NOTHING), offer)).toBe(false);
  });
});

/** What comes up while things change: each offer is there for so many slides. */
function during(...offers: [count: number, offer: Partial<Offer>][]): string {
  let turn: Turn | null = null;
  const seen: string[] = [];
  for (const [count, some] of offers) {
    const offer = { ...NOTHING, ...some };
    for (let left = count; left > 0; left -= 1) {
      turn = nextTurn(turn, offer);
      seen.push("id" in turn.slide ? turn.slide.id : turn.slide.kind);
    }
  }
  return seen.join(" ");
}

describe("what happens meanwhile", () => {
  const told = some("a", "b", "c", "d");

  test.each<[string, [number, Partial<Offer>][], string]>([
    [
      "a story that is new comes next",
      [
        [2, { stories: told }],
        [3, { stories: [...some("n"), ...told] }],
      ],
      "a b n c d",
    ],
    [
      "one that is gone leaves the others their turn",
      [
        [3, { stories: told }],
        [3, { stories: some("a", "b", "d") }],
      ],
      "a b c d a b",
    ],
    [
      "a story that is featured now comes next, though it has just been told",
      [
        [3, { stories: told, takeaways: some("t") }],
        [
          4,
          { stories: [{ id: "a", text: "", featured: true }, ...some("b", "c", "d")], takeaways: some("t") },
        ],
      ],
      "t a t a t b t",
    ],
    [
      "one that is featured no more is one among others",
      [
        [4, { stories: some("A", "b", "c") }],
        [4, { stories: [{ id: "A", text: "", featured: false }, ...some("b", "c")] }],
      ],
      "A b A c b A c b",
    ],
    [
      "a talk that begins to gather is called when the story has been read",
      [
        [1, { stories: told }],
        [4, { stories: told, calling: true }],
      ],
      "a call b call c",
    ],
    [
      "and before what tables took away, which comes when the talk no longer gathers",
      [
        [3, { stories: some("a"), takeaways: some("1", "2") }],
        [1, { stories: some("a"), takeaways: some("1", "2"), calling: true }],
        [3, { stories: some("a"), takeaways: some("1", "2") }],
      ],
      "1 2 a call a 1 2",
    ],
  ])("%s", (_sentence, offers, slides) => {
    expect(during(...offers)).toBe(slides);
  });

  test("a host who says something to a talk that gathers calls at once; the story is told afterwards", () => {
    const offer = { ...NOTHING, stories: told };
    const reading = nextTurn(null, offer);
    const called = { ...offer, calling: true, called: "We begin" };
    expect(stays(reading, { ...offer, calling: true })).toBe(true);
    expect(stays(reading, { ...offer, called: "We begin" })).toBe(true);
    expect(stays(reading, called)).toBe(false);
    const call = nextTurn(reading, called);
    expect(stays(call, called)).toBe(true);
    expect(played(called, 3, call)).toEqual(["a", "call", "b"]);
  });

  test("what a host had said before this screen was opened calls nobody away", () => {
    const called = { ...NOTHING, stories: told, calling: true, called: "We begin" };
    expect(played(called, 2)).toEqual(["call", "a"]);
    expect(stays(nextTurn(nextTurn(null, called), called), called)).toBe(true);
  });
});

describe("a whole evening", () => {
  const EVENING_MS = 8 * 3_600_000;

  test.each([1, 2, 60, 500])(
    "of %i stories tells each as often as the next, and remembers no more for it",
    (count) => {
      const stories = some(...Array.from({ length: count }, (_, index) => `s${index}`));
      const offer = { ...NOTHING, stories, takeaways: some("t"), origins: true };
      const times = new Map(stories.map(({ id }) => [id, 0]));
      let turn: Turn | null = null;
      let largest = 0;
      for (let passed = 0; passed < EVENING_MS; passed += timeOf(turn.slide, offer)) {
        turn = nextTurn(turn, offer);
        if (turn.slide.kind === "story") times.set(turn.slide.id, (times.get(turn.slide.id) ?? 0) + 1);
        largest = Math.max(largest, Object.keys(turn.shown).length + turn.coming.length);
      }
      expect(Math.max(...times.values()) - Math.min(...times.values())).toBeLessThanOrEqual(1);
      expect(largest).toBeLessThanOrEqual(count + 6);
    },
    30_000,
  );

  test("a featured story comes at least twice as often as any other", () => {
    const offer = { ...NOTHING, stories: some("A", "B", "C", "d", "e", "f", "g", "h") };
    const slides = played(offer, 400);
    const count = (id: string) => slides.filter((one) => one === id).length;
    expect(Math.min(...["A", "B", "C"].map(count))).toBeGreaterThanOrEqual(
      2 * Math.max(...["d", "e", "f", "g", "h"].map(count)) - 2,
    );
  });

  test("forgets what is offered no more", () => {
    const turn = nextTurn(null, { ...NOTHING, stories: some("a") });
    expect(nextTurn(turn, { ...NOTHING, stories: some("b") }).shown).toEqual({ b: 2 });
  });
});

test("each stays for as long as a room needs", () => {
  const offer = { ...NOTHING, stories: [{ id: "long", text: "a".repeat(600), featured: false }] };
  expect(timeOf({ kind: "story", id: "long" }, offer)).toBe(45_000);
  expect(timeOf({ kind: "call" }, offer)).toBe(15_000);
  expect(timeOf({ kind: "origins" }, offer)).toBeGreaterThan(15_000);
});
