import { expect, test } from "vitest";
import type { Here } from "../app/here";
import type { OutboxItem } from "../live/outboxItems";
import {
  flawsOf,
  type Own,
  ownOf,
  type Profile,
  saving,
  sentIn,
  tidied,
  versionOf,
  wholeAddress,
} from "./profile";

const profile: Profile = {
  id: "1",
  name: "Alice",
  backgrounds: ["agent"],
  organisation: null,
  position: null,
  openness: "come-and-talk",
  paused_until: null,
  years: null,
  move: null,
  maturity: null,
  open_to_colleagues: false,
  languages: ["en"],
  strong: [],
  wanted: [],
  link: null,
  shares: ["organisation"],
  role: "attendee",
  hidden: false,
  muted: false,
  muted_because: null,
  appeal: null,
  appeal_answer: null,
  version: 3,
};
const own: Own = ownOf(profile);
const here = { slug: "expo", path: (path: string) => `/conferences/expo${path}` } as Here;

test("role, visibility and version are not one's own to change", () => {
  expect(Object.keys(own)).not.toContain("role");
  expect(Object.keys(own)).not.toContain("version");
});

test("a name must be there, and years are whole years", () => {
  expect(flawsOf(own)).toEqual({});
  expect(flawsOf({ ...own, name: "  " })).toHaveProperty("name");
  expect(flawsOf({ ...own, name: "A".repeat(61) })).toHaveProperty("name");
  expect(flawsOf({ ...own, organisation: "A".repeat(121) })).toHaveProperty("organisation");
  for (const years of [-1, 71, 1.5, Number.NaN]) expect(flawsOf({ ...own, years })).toHaveProperty("years");
  expect(flawsOf({ ...own, years: 0 })).toEqual({});
});

test("an address may be typed as people say it", () => {
  expect(wholeAddress(" example.org/alice ")).toBe("https://example.org/alice");
  expect(wholeAddress("http://example.org")).toBe("http://example.org");
  expect(wholeAddress("  ")).toBeNull();
});

test("what nobody meant to type is not sent; what is as it was is no change", () => {
  const typed = {
    name: { was: "Alice", now: " Alice " },
    organisation: { was: null, now: "  " },
    link: { was: null, now: "example.org" },
    years: { was: null, now: 7 },
  };
  expect(tidied(own, typed)).toEqual({
    link: { was: null, now: "https://example.org" },
    years: { was: null, now: 7 },
  });
});

test("what is sent names the version it was decided on, and can be read back", () => {
  const command = saving(here, 3, { organisation: "The Guild" });
  expect(command).toMatchObject({ method: "PATCH", path: "/conferences/expo/me", key: "profile" });
  const item = { ...command, id: 1, state: "waiting", problem: null } as OutboxItem;
  expect(sentIn(item)).toEqual({ organisation: "The Guild" });
  expect(versionOf(item)).toBe(3);
});
