import { beforeAll, expect, test } from "vitest";
import { loadTexts } from "../app/texts";
import { flagsOf, pieces, remarks } from "./flags";
import type { Flag, ReviewCard } from "./requests";

const TEXT = "Ring 020 7946 0958, you 👩‍👩‍👧 idiot. Or 020 7946 0959.";

beforeAll(loadTexts);

function flag(kind: Flag["kind"], passage: string, part: Flag["part"] = "text"): Flag {
  const start = [...TEXT.slice(0, TEXT.indexOf(passage))].length;
  return { kind, part, start, end: start + [...passage].length, alike: null };
}

function review(...flags: Flag[]): Pick<ReviewCard, "flags" | "writing"> {
  return {
    flags,
    writing: { revision: 1, title: "Ring me", text: TEXT, language: "en", details: {}, photo: null },
  };
}

const flags = [flag("phone", "020 7946 0958"), flag("abuse", "idiot"), flag("phone", "020 7946 0959")];

test("each kind is one sentence with its passages", () => {
  expect(remarks(review(...flags)).map(({ key, passages }) => [key, passages])).toEqual([
    ["phone", ["020 7946 0958", "020 7946 0959"]],
    ["abuse", ["idiot"]],
  ]);
});

test("what is much like another text says whose, and shows it", () => {
  const whole = { ...flag("alike", TEXT), alike: { by: "Bob", own: false, text: "Ring" } };
  expect(remarks(review(whole))).toEqual([
    { key: "alike", sentence: "Much like what Bob wrote.", passages: [], other: "Ring" },
  ]);
  expect(pieces(TEXT, 0, TEXT, [whole], "text")).toEqual([{ text: TEXT, flagged: false }]);
});

test("passages are marked, also after what takes several code units", () => {
  expect(pieces(TEXT, 0, TEXT, flags, "text")).toEqual([
    { text: "Ring ", flagged: false },
    { text: "020 7946 0958", flagged: true },
    { text: ", you 👩‍👩‍👧 ", flagged: false },
    { text: "idiot", flagged: true },
    { text: ". Or ", flagged: false },
    { text: "020 7946 0959", flagged: true },
    { text: ".", flagged: false },
  ]);
});

test("a part of the words has its part of the marks", () => {
  const from = TEXT.indexOf("7946");
  expect(pieces(TEXT.slice(from, from + 7), from, TEXT, flags, "text")).toEqual([
    { text: "7946 09", flagged: true },
  ]);
  expect(pieces("Ring me", 0, "Ring me", flags, "title")).toEqual([{ text: "Ring me", flagged: false }]);
});

test("marks that overlap are one after the other, and nothing is lost", () => {
  const over = [flag("phone", "020 7946"), flag("word", "7946 0958")];
  const found = pieces(TEXT, 0, TEXT, over, "text");
  expect(found.map(({ text }) => text).join("")).toBe(TEXT);
  expect(found.filter(({ flagged }) => flagged).map(({ text }) => text)).toEqual(["020 7946", " 0958"]);
});

test("what was kept before there were flags has none", () => {
  expect(flagsOf({} as ReviewCard)).toEqual([]);
});
