import { describe, expect, test } from "vitest";
import type { Schema } from "../contract/types";
import type { Meet } from "../matching/meetStore";
import { somebody } from "../matching/somebody";
import { newsIn } from "./Announcements";
import { talkWords } from "./TalkHero";

const NOW = Date.parse("2026-11-22T10:00:00.000Z");

const wave = (name: string, expires_at: string) => ({ person: { id: name, name }, reason: null, expires_at });
const suggestion = (name: string, waved: boolean) => ({ person: { id: name, name }, reason: null, waved });
const meet = (known: object) =>
  ({ received: [], sent: [], suggestions: [], aside: [], ...known }) as unknown as Meet;

describe("whom to meet", () => {
  test("somebody who waved comes before anybody suggested, as long as the wave lives", () => {
    const suggestions = [suggestion("Tom", false)];
    const alive = wave("Priya", "2026-11-22T11:00:00.000Z");
    const over = wave("Priya", "2026-11-22T09:00:00.000Z");
    expect(somebody(meet({ received: [alive], suggestions }), NOW)).toMatchObject({
      name: "Priya",
      waved: true,
    });
    expect(somebody(meet({ received: [over], suggestions }), NOW)).toMatchObject({
      name: "Tom",
      waved: false,
    });
  });

  test("nobody is suggested twice once one has waved", () => {
    const suggestions = [suggestion("Tom", true), suggestion("Ana", false)];
    expect(somebody(meet({ suggestions }), NOW)?.name).toBe("Ana");
    expect(somebody(meet({ suggestions: [suggestion("Tom", true)] }), NOW)).toBeNull();
  });
});

test("an announcement stands out until it has been heard, or is no news any more", () => {
  const said = { id: "1", text: "Coffee is served", at: "2026-11-22T09:00:00.000Z" };
  const older = { ...said, id: "0" };
  expect(newsIn([said, older], "", NOW)).toBe(said);
  expect(newsIn([said, older], "1", NOW)).toBeNull();
  expect(newsIn([said], "", NOW + 24 * 3600_000)).toBeNull();
  expect(newsIn([], "", NOW)).toBeNull();
});

describe("a talk that is on", () => {
  const talk = { title: "Coffee", here: 12 } as Schema<"TalkView">;

  test("asks those at the door to say that they are here", () => {
    expect(talkWords({ at: "door" }, talk, "me").means).toBe(
      "12 people are here. Say that you’re here, and there is a chair for you.",
    );
  });

  test("tells who sits at the table, and not oneself", () => {
    const people = ["me", "Tom", "Ana"].map((name) => ({ person: { id: name, name }, opening: null }));
    const table = { number: 7, people } as unknown as Schema<"TableView">;
    const words = talkWords({ at: "table", table, moving: true }, talk, "me");
    expect(words.title).toBe("You’re at table 7");
    expect(words.means).toMatch(/, with Tom and Ana\.$/);
  });
});
