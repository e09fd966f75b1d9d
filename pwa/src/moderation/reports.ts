import type { Here } from "../app/here";
import { say } from "../app/texts";
import type { KnownFact, Schema } from "../contract/types";
import { request } from "../live/api";
import { openStream, type Stream } from "../live/stream";

export type Case = Schema<"CaseCard">;
export type Cases = Schema<"CaseList">;
export type OwnReport = Schema<"OwnReport">;
export type OwnReports = Schema<"OwnReports">;
export type ReportReason = Schema<"ReportIn">["reason"];
/** What can be reported. A phone that is older than the server may hear of others. */
export type ReportKind = "story" | "takeaway" | "written" | "person";

export const REPORT_REASONS: Readonly<Record<ReportReason, string>> = {
  unkind: "It is unkind",
  "names-somebody": "It tells about somebody who can be recognised",
  advertising: "It is advertising",
  "not-for-here": "It does not belong here",
  other: "Something else",
};

/** What each kind is called, to whoever reported one. */
const KINDS: Readonly<Record<string, string>> = {
  story: "A story",
  takeaway: "What a table took away",
  written: "Something written at your table",
  person: "What somebody says of themselves",
};

/** Report something that one can read. Nobody is told who did. */
export function sendReport(
  here: Here,
  id: string,
  report: Schema<"ReportIn"> & { kind: ReportKind },
): Promise<OwnReport> {
  return request("PUT", here.path(`/reports/${id}`), report);
}

/** Pure: what one reported, where it stands in a word, and what that means. */
export function ownReportInWords({ kind, outcome }: OwnReport) {
  const what = KINDS[kind] ?? "Something";
  switch (outcome) {
    case "taken-down":
      return { what, word: "Taken off", means: say("report.taken-down"), state: "good" } as const;
    case "left":
      return { what, word: "It stays", means: say("report.left"), state: "plain" } as const;
    default:
      return {
        what,
        word: "With the organisers",
        means: "One of them reads it. You hear what came of it.",
        state: "next",
      } as const;
  }
}

/** Pure: what one reported, after a fact of the stream `person:{id}`: the newest first. */
export function applyToOwnReports(state: OwnReports, fact: KnownFact): OwnReports {
  if (fact.type !== "moderation.report_made" && fact.type !== "moderation.report_answered") return state;
  const { report } = fact.data;
  const reports = [report, ...state.reports.filter(({ id }) => id !== report.id)];
  return { ...state, reports: reports.sort((a, b) => b.at.localeCompare(a.at)) };
}

/** Follow what one has reported, and what came of it. */
export function openOwnReports(here: Here): Stream<OwnReports> {
  return openStream<OwnReports>({
    conference: here.slug,
    stream: `person:${here.personId}`,
    keptAs: "own-reports",
    load: (signal) => request("GET", here.path("/reports/mine"), undefined, { signal }),
    apply: applyToOwnReports,
  });
}

/** Pure: what an organiser has before them, in words. */
export function caseInWords({ kind, seen }: Pick<Case, "kind" | "seen">): string {
  switch (kind) {
    case "story":
      return "Their story";
    case "written":
      return `Written at table ${seen.details.table}`;
    case "takeaway":
      return `What table ${seen.details.table} took away from round ${seen.details.round} of “${seen.details.talk}”`;
    case "person":
      return "What they say of themselves";
    default:
      return "Something they wrote";
  }
}

/** Pure: what was decided about something reported, in passing. */
export function decidedInWords(
  before: Pick<Case, "hidden">,
  { hidden, waiting }: Pick<Case, "hidden" | "waiting">,
): string {
  if (waiting) return hidden && !before.hidden ? "Hidden for now." : "It waits to be decided again.";
  if (hidden) return before.hidden ? "Kept hidden." : "Hidden.";
  return before.hidden ? "Shown again." : "Left as it is.";
}

/** Have what was reported taken off or shown, for now (`waiting`) or for good. */
export function decideCase(
  here: Here,
  { id, version }: Case,
  stand: Pick<Case, "hidden" | "waiting">,
): Promise<Case> {
  return request("PUT", here.path(`/cases/${id}`), { version, ...stand });
}

/** Pure: the cases after a fact of the stream `reviewers`: what waits first, the longest waiting on top, then what was decided, the last one first. */
export function applyToCases(state: Cases, fact: KnownFact): Cases {
  switch (fact.type) {
    case "moderation.case_changed":
      return putCase(state, fact.data.case);
    case "moderation.case_dropped":
      return { ...state, cases: state.cases.filter(({ id }) => id !== fact.data.case_id) };
    default:
      return state;
  }
}

/** Pure: with a case as it is now. An older version changes nothing. */
export function putCase(state: Cases, one: Case): Cases {
  const known = state.cases.find(({ id }) => id === one.id);
  if (known && known.version > one.version) return state;
  const cases = [...state.cases.filter((other) => other !== known), one];
  cases.sort(
    (a, b) => Number(b.waiting) - Number(a.waiting) || a.since.localeCompare(b.since) * (a.waiting ? 1 : -1),
  );
  return { ...state, cases };
}

/** Follow what was reported; for organisers. */
export function openCases(here: Here): Stream<Cases> {
  return openStream<Cases>({
    conference: here.slug,
    stream: "reviewers",
    keptAs: "cases",
    load: (signal) => request("GET", here.path("/cases"), undefined, { signal }),
    apply: applyToCases,
  });
}
