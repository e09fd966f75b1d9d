import { describe, expect, test } from "vitest";
import type { KnownFact, Schema } from "../contract/types";
import { card, moving, TALK, talk, talking } from "../tables/scenes";
import { applyToScreen, type ScreenState, tellsTooLittle } from "./store";

function story(id: string, changes: Partial<Schema<"StoryCard">> = {}): Schema<"StoryCard"> {
  return {
    id,
    revision: 1,
    author: card("alice", "Alice"),
    background: "agent",
    opening: null,
    title: "Until the summer",
    text: "I only meant to stay until the summer.",
    by_accident: "yes",
    language: null,
    photo: null,
    place: 1,
    featured: false,
    published_at: "2026-11-23T09:00:00.000Z",
    ...changes,
  };
}

const before: ScreenState = {
  number: 1,
  name: "Autumn Forum",
  run_by: "The Guild",
  deletes_on: "2026-12-06",
  code: "YHMV9J6T",
  link: "https://example.org/j#token",
  joining: true,
  people: 40,
  blank: false,
  stopped: false,
  stories: [story("first")],
  takeaways: [],
  origins: { needed: 5, origins: null },
  talk: null,
  tables: [],
  names: [],
  prompt: null,
  announcement: null,
  talk_announcement: null,
};

const shown = (view = talk(), tables: Schema<"TableHeads">[] = []): KnownFact => ({
  type: "tables.room_shown",
  data: { talk: view, tables, names: [], prompt: null },
});
const published = (one: Schema<"StoryCard">): KnownFact => ({
  type: "stories.published",
  data: { story: one },
});
const ids = ({ stories }: ScreenState) => stories.map(({ id }) => id);

describe("stories on the screen", () => {
  test("come newest first, and change in their place", () => {
    const two = applyToScreen(before, published(story("second", { place: 2 })));
    expect(ids(two)).toEqual(["second", "first"]);
    const edited = applyToScreen(two, published(story("first", { revision: 2, text: "Anew." })));
    expect(ids(edited)).toEqual(["second", "first"]);
    expect(edited.stories[1]?.text).toBe("Anew.");
    expect(applyToScreen(edited, published(story("first")))).toEqual(edited);
  });

  test("go at once when they are withdrawn, and with their author", () => {
    expect(ids(applyToScreen(before, { type: "stories.withdrawn", data: { story_id: "first" } }))).toEqual(
      [],
    );
    expect(ids(applyToScreen(before, { type: "people.person_gone", data: { person_id: "alice" } }))).toEqual(
      [],
    );
    expect(
      ids(applyToScreen(before, { type: "people.person_gone", data: { person_id: "bob" } })),
    ).toHaveLength(1);
  });
});

test("an author is called on the screen as they call themselves", () => {
  const two = { ...before, stories: [story("first"), story("other", { author: card("bob", "Bob") })] };
  const renamed: KnownFact = { type: "people.card_changed", data: { person: card("alice", "Alicia") } };
  const names = applyToScreen(two, renamed).stories.map(({ author }) => author.name);
  expect(names).toEqual(["Alicia", "Bob"]);
});

describe("the talk on the screen", () => {
  const tables = [{ number: 1, heads: 4 }];
  const on = { ...before, talk: talking, tables };

  test("follows its clock and its tables", () => {
    const state = applyToScreen(before, shown(moving, tables));
    expect(state).toMatchObject({ talk: moving, tables });
    expect(applyToScreen(state, shown(talk()))).toMatchObject({ talk: moving, tables });
  });

  test("makes room when it is over", () => {
    expect(applyToScreen(on, shown(talk({ phase: "ended", version: 9 })))).toMatchObject({
      talk: null,
      tables: [],
    });
  });

  test.each([
    ["one that is on stays before one that gathers", talking, talk({ id: "new" }), TALK],
    ["one that is on comes before one that gathers", talk(), talk({ ...moving, id: "new" }), "new"],
    [
      "of two that gather the later one is called",
      talk(),
      talk({ id: "new", opened_at: "2026-11-23T10" }),
      "new",
    ],
    ["and the earlier one is not", talk(), talk({ id: "new", opened_at: "2026-11-23T08" }), TALK],
    [
      "another one that ends changes nothing",
      talking,
      talk({ id: "new", phase: "ended", opened_at: "2026-11-23T10" }),
      TALK,
    ],
  ])("%s", (_sentence, now, heard, id) => {
    expect(applyToScreen({ ...before, talk: now }, shown(heard)).talk?.id).toBe(id);
  });
});

describe("names on the screen", () => {
  const name = (id: string) => ({ person_id: id, name: id, organisation: null, table: 1 });
  const on = { ...before, talk: moving, names: [name("alice"), name("bob")] };
  const changed = (agreed: boolean): KnownFact => ({
    type: "people.wall_changed",
    data: { person_id: "alice", agreed },
  });

  test("go at once when somebody agrees no more, is hidden or has left", () => {
    const gone: KnownFact = { type: "people.person_gone", data: { person_id: "alice" } };
    for (const fact of [changed(false), gone]) {
      expect(applyToScreen(on, fact).names.map(({ person_id }) => person_id)).toEqual(["bob"]);
    }
  });

  test("of those who agree are fetched while people sit at tables", () => {
    expect(applyToScreen(on, changed(true))).toEqual(on);
    expect(tellsTooLittle(changed(true), moving)).toBe(true);
    expect(tellsTooLittle(changed(true), talk())).toBe(false);
    expect(tellsTooLittle(changed(false), moving)).toBe(false);
  });
});

test("it is blank for as long as publication is stopped, whatever its own key says", () => {
  const change = (stopped_at: string | null) =>
    ({ type: "conferences.changed", data: { conference: { stopped_at } } }) as KnownFact;
  const stopped = applyToScreen(before, change("2026-11-23T14:32:00.000Z"));
  expect(stopped.stopped).toBe(true);
  const shown = applyToScreen(stopped, { type: "screen.blanked", data: { blank: false } });
  expect(shown.stopped).toBe(true);
  expect(applyToScreen(shown, change(null)).stopped).toBe(false);
});

test("it goes blank and comes back", () => {
  const blank = applyToScreen(before, { type: "screen.blanked", data: { blank: true } });
  expect(blank.blank).toBe(true);
  expect(applyToScreen(blank, { type: "screen.blanked", data: { blank: false } })).toEqual(before);
});

test("what a fact does not tell is fetched", () => {
  expect(tellsTooLittle({ type: "people.person_back", data: { person_id: "alice" } }, null)).toBe(true);
  expect(tellsTooLittle(shown(talk({ phase: "ended" })), null)).toBe(true);
  expect(tellsTooLittle(shown(), null)).toBe(false);
});

test("nobody is asked to join what has ended", () => {
  const change = (joining: string, ended: boolean) =>
    ({
      type: "conferences.changed",
      data: { conference: { name: "Autumn Forum", joining, ended } },
    }) as KnownFact;
  expect(applyToScreen(before, change("open", false)).joining).toBe(true);
  expect(applyToScreen(before, change("closed", false)).joining).toBe(false);
  expect(applyToScreen(before, change("open", true)).joining).toBe(false);
});

test("what tables took away comes as it is approved, and goes", () => {
  const takeaway = { id: "line", talk_id: TALK, round: 1, number: 4, text: "Stay a while." };
  const one = applyToScreen(before, { type: "tables.takeaway_shown", data: { takeaway } });
  expect(one.takeaways).toEqual([takeaway]);
  const gone: KnownFact = { type: "tables.takeaway_gone", data: { takeaway_id: "line" } };
  expect(applyToScreen(one, gone).takeaways).toEqual([]);
});

test("how the room got here is drawn anew", () => {
  const drawn = { needed: 2, origins: null };
  expect(applyToScreen(before, { type: "origins.drawn", data: { drawn } }).origins).toEqual(drawn);
});
