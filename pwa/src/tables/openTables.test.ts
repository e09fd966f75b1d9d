import { describe, expect, it } from "vitest";
import type { KnownFact, Schema } from "../contract/types";
import { applyToOpenTables, takenWords, whoseWords } from "./openTables";

type List = Schema<"OpenTableList">;
type Line = Schema<"OpenTableLine">;

function line(title: string, changes: Partial<Line> = {}): Line {
  return {
    id: title,
    title,
    code: title.toLowerCase(),
    number: 0,
    by: "Alice",
    people: 2,
    chairs: 6,
    deck_title: "How did you get here?",
    opened_at: "2026-11-23T09:00:00.000Z",
    ...changes,
  };
}

const lemon = line("Lemon");
const maple = line("Maple", { opened_at: "2026-11-23T09:30:00.000Z" });
const state: List = { number: 4, tables: [lemon, maple], mine: null, others: [] };

const listed = (table: Line): KnownFact => ({ type: "tables.open_table_listed", data: { table } });
const unlisted = ({ id, title, code, number }: Line, on: boolean): KnownFact => ({
  type: "tables.open_table_unlisted",
  data: { table: { id, title, code, number }, on },
});

describe("the open tables", () => {
  it("take a new one in its place by age, and keep the others where they are", () => {
    const between = line("Olive", { opened_at: "2026-11-23T09:15:00.000Z" });
    const next = applyToOpenTables(state, listed(between));
    expect(next.tables.map(({ title }) => title)).toEqual(["Lemon", "Olive", "Maple"]);
    const fuller = applyToOpenTables(next, listed({ ...lemon, people: 3 }));
    expect(fuller.tables.map(({ title, people }) => [title, people])).toEqual([
      ["Lemon", 3],
      ["Olive", 2],
      ["Maple", 2],
    ]);
  });

  it("are the same after the same fact twice", () => {
    for (const fact of [listed({ ...lemon, people: 5 }), unlisted(lemon, true), unlisted(lemon, false)]) {
      const once = applyToOpenTables(state, fact);
      expect(applyToOpenTables(once, fact)).toEqual(once);
    }
  });

  it("lose one that is full, which hosts still see, and which comes back with its next chair", () => {
    const full = applyToOpenTables(state, unlisted(lemon, true));
    expect(full.tables).toEqual([maple]);
    expect(full.others.map(({ title }) => title)).toEqual(["Lemon"]);
    const free = applyToOpenTables(full, listed(lemon));
    expect(free).toEqual(state);
  });

  it("lose one that is over, for everybody", () => {
    const mine = { ...state, mine: lemon };
    expect(applyToOpenTables(mine, unlisted(lemon, false))).toEqual({ ...state, tables: [maple] });
  });

  it("keep one’s own in sight, full or not", () => {
    const mine = { ...state, mine: lemon };
    expect(applyToOpenTables(mine, unlisted(lemon, true)).mine?.people).toBe(6);
    expect(applyToOpenTables(mine, listed({ ...lemon, people: 4 })).mine?.people).toBe(4);
  });

  it("stay as they are at facts of others", () => {
    const gone: KnownFact = { type: "people.person_gone", data: { person_id: "x" } };
    expect(applyToOpenTables(state, gone)).toBe(state);
  });
});

describe("an open table in words", () => {
  it("says whose it is, and where", () => {
    expect(whoseWords({ by: "Alice", number: 0 })).toBe("Alice’s table");
    expect(whoseWords({ by: "Alice", number: 7 })).toBe("Alice’s, at table 7");
    expect(whoseWords({ by: null, number: 7 })).toBe("At table 7");
    expect(whoseWords({ by: null, number: 0 })).toBe("");
    expect(takenWords(3, 6)).toBe("3 of 6 chairs taken");
  });
});
