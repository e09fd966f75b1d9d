import { expect, test } from "vitest";
import { changesIn, clashes, type Edits, edit, edited, giveWay, insist, unsent } from "./edits";

interface Profile {
  name: string;
  organisation: string | null;
  languages: string[];
}

const before: Profile = { name: "Alice", organisation: null, languages: ["en"] };
const none: Edits<Profile> = {};

test("an edit shows in the value, and only what was changed is sent", () => {
  const edits = edit(before, none, "organisation", "The Guild");
  expect(edited(before, edits)).toEqual({ ...before, organisation: "The Guild" });
  expect(changesIn(edits)).toEqual({ organisation: "The Guild" });
});

test("what is put back as it was is no edit", () => {
  const there = edit(before, none, "languages", ["en", "de"]);
  expect(edit(before, there, "languages", ["en"])).toEqual({});
});

test("what others change meanwhile shows through, field by field", () => {
  const edits = edit(before, none, "organisation", "The Guild");
  const renamed = { ...before, name: "Alice Adeyemi" };
  expect(edited(renamed, edits)).toEqual({ ...renamed, organisation: "The Guild" });
  expect(clashes(renamed, edits)).toEqual([]);
});

test("two who change one field clash, unless they agree", () => {
  const edits = edit(before, none, "name", "Alice A.");
  expect(clashes({ ...before, name: "Alice Adeyemi" }, edits)).toEqual(["name"]);
  expect(clashes({ ...before, name: "Alice A." }, edits)).toEqual([]);
});

test("whoever insists has seen what is there; whoever gives way keeps their other edits", () => {
  const edits = edit(before, edit(before, none, "name", "Alice A."), "organisation", "The Guild");
  const renamed = { ...before, name: "Alice Adeyemi" };
  const insisted = insist(renamed, edits);
  expect(clashes(renamed, insisted)).toEqual([]);
  expect(changesIn(insisted)).toEqual(changesIn(edits));
  expect(changesIn(giveWay(edits, ["name"]))).toEqual({ organisation: "The Guild" });
});

test("what has arrived is no edit any more, even where the server tidied it; what was typed since is", () => {
  const sent = { organisation: " The Guild ", name: "Alice A." };
  const arrived = { ...before, organisation: "The Guild", name: "Alice A." };
  const edits: Edits<Profile> = {
    organisation: { was: null, now: " The Guild " },
    name: { was: "Alice", now: "Alice Adeyemi" },
  };
  const left = unsent(arrived, edits, sent);
  expect(changesIn(left)).toEqual({ name: "Alice Adeyemi" });
  expect(clashes(arrived, left)).toEqual([]);
});

test("what is put back while it waits to be sent is an edit, until that has arrived and this has followed", () => {
  const waiting = { organisation: "The Guild" };
  const written = edit(before, none, "organisation", "The Guild");
  const back = edit(before, written, "organisation", null, waiting);
  expect(changesIn(back)).toEqual({ organisation: null });
  expect(clashes(before, back)).toEqual([]);
  expect(unsent(before, back, waiting, waiting)).toEqual(back);
  expect(unsent(before, back, {}, waiting)).toEqual(back);

  const arrived = { ...before, ...waiting };
  const left = unsent(arrived, back, waiting);
  expect(changesIn(left)).toEqual({ organisation: null });
  expect(clashes(arrived, left)).toEqual([]);
  expect(unsent(before, left, { organisation: null })).toEqual({});
});

test("what waits and is refused is put back like anything else", () => {
  const back = edit(before, none, "organisation", null, { organisation: "The Guild" });
  expect(unsent(before, back, {})).toEqual({});
});
