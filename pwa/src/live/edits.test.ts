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
  expect(unsent(arrived, edits, sent)).toEqual({ name: edits.name });
});
