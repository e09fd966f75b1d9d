import { expect, test } from "vitest";
import type { Contact } from "./requests";
import { contactLines, vcards } from "./vcard";

const priya: Contact = {
  id: "1",
  name: "Priya Ramanathan",
  organisation: "Harbour Bank",
  position: "director",
  openness: "come-and-talk",
  link: "https://example.org/priya",
};
const shy: Contact = {
  id: "2",
  name: "Bob",
  organisation: null,
  position: null,
  openness: "come-and-talk",
  link: null,
};

const lines = (contact: Contact, met = "Met at Autumn Forum") => vcards([contact], () => met).split("\r\n");

test("a contact becomes a card of an address book", () => {
  expect(vcards([priya], () => "Met at Autumn Forum\nPlays the oboe; likes 9, not 8")).toBe(
    [
      "BEGIN:VCARD",
      "VERSION:3.0",
      "FN:Priya Ramanathan",
      "N:;Priya Ramanathan;;;",
      "ORG:Harbour Bank",
      "TITLE:Director",
      "URL:https://example.org/priya",
      "NOTE:Met at Autumn Forum\\nPlays the oboe\\; likes 9\\, not 8",
      "END:VCARD",
      "",
    ].join("\r\n"),
  );
});

test("what somebody does not share has no line, and each has a card", () => {
  expect(lines(shy).filter((line) => /^(ORG|TITLE|URL)/.test(line))).toEqual([]);
  expect(vcards([priya, shy], ({ id }) => id).match(/BEGIN:VCARD\r\n/g)).toHaveLength(2);
});

test("what somebody typed stays one value and begins no field of its own", () => {
  const typed = {
    ...priya,
    name: "O\\Neil; Smith, Ann\r\nTEL:999\nURL:x",
    link: "https://a.example/\r\nTEL:1",
  };
  expect(lines(typed)).toContain("FN:O\\\\Neil\\; Smith\\, Ann\\nTEL:999\\nURL:x");
  expect(lines(typed)).toContain("URL:https://a.example/TEL:1");
  const listed = { ...priya, link: "https://a.example/b;c,d" };
  expect(lines(listed)).toContain("URL:https://a.example/b%3Bc%2Cd");
  expect(lines(typed).filter((line) => line.startsWith("TEL"))).toEqual([]);
});

test("long lines are folded at 75 octets, and no character is cut in two", () => {
  const long = { ...priya, name: `${"é".repeat(60)}${"😀".repeat(20)}` };
  const folded = lines(long);
  for (const line of folded) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  expect(folded.join("\r\n").replaceAll("\r\n ", "")).toContain(`FN:${long.name}\r\n`);
});

test("as text, there is one contact a line", () => {
  expect(contactLines([priya, shy])).toBe(
    "Priya Ramanathan, Director, Harbour Bank, https://example.org/priya\nBob",
  );
});
