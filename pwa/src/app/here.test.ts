import { expect, test } from "vitest";
import type { Schema } from "../contract/types";
import { applyToConference } from "./here";

const first = { id: "1", text: "Coffee is served", at: "2026-11-22T10:00:00.000Z" };
const second = { id: "2", text: "Tables at five", at: "2026-11-22T11:00:00.000Z" };
const before = {
  number: 4,
  conference: { name: "Expo", announcements: [first] },
} as unknown as Schema<"ConferenceSnapshot">;

test("the newest announcement comes first, and is there once however often it is told", () => {
  const fact = { type: "conferences.announcement_made", data: { announcement: second } } as const;
  const once = applyToConference(before, fact);
  expect(once.conference.announcements).toEqual([second, first]);
  expect(applyToConference(once, fact)).toEqual(once);
});
