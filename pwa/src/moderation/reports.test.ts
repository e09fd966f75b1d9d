import { expect, test } from "vitest";
import type { KnownFact } from "../contract/types";
import {
  applyToCases,
  applyToOwnReports,
  type Case,
  type Cases,
  caseInWords,
  type OwnReport,
  type OwnReports,
  ownReportInWords,
} from "./reports";

function reported(id: string, change: Partial<Case> = {}): Case {
  return {
    id,
    waiting: true,
    hidden: false,
    since: "2026-11-23T09:00:00.000Z",
    version: 1,
    ...change,
  } as Case;
}

function told(one: Case): KnownFact {
  return { type: "moderation.case_changed", data: { case: one } };
}

const before: Cases = { number: 1, cases: [reported("first"), reported("old", { waiting: false })] };
const ids = ({ cases }: Cases) => cases.map(({ id }) => id);

test("what is reported stands above what was decided, behind what waits longer", () => {
  const newer = reported("second", { since: "2026-11-23T09:05:00.000Z" });
  const after = applyToCases(before, told(newer));
  expect(ids(after)).toEqual(["first", "second", "old"]);
  expect(applyToCases(after, told(newer))).toEqual(after);
});

test("what is decided goes below, and comes back when it is opened again", () => {
  const decided = applyToCases(before, told(reported("first", { waiting: false, hidden: true, version: 2 })));
  expect(decided.cases.filter(({ waiting }) => waiting)).toEqual([]);
  expect(applyToCases(decided, told(reported("first")))).toEqual(decided); // an older version, heard late
  const again = applyToCases(decided, told(reported("first", { hidden: true, version: 3 })));
  expect(ids(again)[0]).toBe("first");
});

test("of what is decided, the last stands on top", () => {
  const late = reported("late", { waiting: false, since: "2026-11-23T09:05:00.000Z" });
  const after = applyToCases(before, told(late));
  expect(ids(after)).toEqual(["first", "late", "old"]);
});

test("it goes with its author", () => {
  const gone: KnownFact = { type: "moderation.case_dropped", data: { case_id: "first" } };
  expect(ids(applyToCases(before, gone))).toEqual(["old"]);
});

function own(id: string, change: Partial<OwnReport> = {}): OwnReport {
  return {
    id,
    kind: "story",
    subject_id: "subject",
    reason: "unkind",
    words: null,
    at: "2026-11-23T09:00:00.000Z",
    outcome: null,
    ...change,
  };
}

test("what came of a report replaces what was known of it, the newest report on top", () => {
  const older = own("older", { at: "2026-11-23T08:00:00.000Z" });
  const before: OwnReports = { number: 1, reports: [own("newer"), older] };
  const answered: KnownFact = {
    type: "moderation.report_answered",
    data: { report: { ...older, outcome: "left" } },
  };
  const after = applyToOwnReports(before, answered);
  expect(after.reports.map(({ id, outcome }) => [id, outcome])).toEqual([
    ["newer", null],
    ["older", "left"],
  ]);
  expect(applyToOwnReports(after, answered)).toEqual(after);
  expect(before.reports[1]?.outcome).toBeNull();
});

test("what came of it is said in plain words, of what this phone does not know as well", () => {
  const said = [null, "taken-down", "left"] as const;
  const words = said.map((outcome) => ownReportInWords(own("one", { outcome })).word);
  expect(words).toEqual(["With the organisers", "Taken off", "It stays"]);
  expect(ownReportInWords(own("one", { kind: "poem" })).what).toBe("Something");
});

test("organisers read what it is that was reported", () => {
  const seen = { details: { table: "4", round: "2", talk: "Coffee" } } as unknown as Case["seen"];
  expect(caseInWords({ kind: "takeaway", seen })).toBe("What table 4 took away from round 2 of “Coffee”");
  expect(caseInWords({ kind: "poem", seen })).toBe("Something they wrote");
});
