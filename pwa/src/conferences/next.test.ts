import { expect, test } from "vitest";
import type { Schema } from "../contract/types";
import type { OutboxItem } from "../live/outboxItems";
import type { Shelved } from "../stories/shelf";
import { type Known, whatNext } from "./next";

type Phase = Schema<"TalkView">["phase"];
type State = Schema<"OwnStory">["state"];

const talk = (phase: Phase) => ({ id: phase, phase }) as Schema<"TalkView">;
const told = (state: State): Shelved => ({
  id: state,
  story: { id: state, state } as Schema<"OwnStory">,
  outgoing: null,
  beside: [],
});
const underWay = (state: OutboxItem["state"], before: State): Shelved => ({
  ...told(before),
  outgoing: { told: {} as never, item: { state } as OutboxItem },
});

const quiet: Known = {
  ended: false,
  role: "attendee",
  talks: [],
  shelf: [told("live")],
  begun: false,
  waiting: 0,
};

const kind = (known: Partial<Known>) => whatNext({ ...quiet, ...known })?.kind;

test("a conference that has ended says goodbye, whatever was left open", () => {
  expect(kind({ ended: true, talks: [talk("talking")], shelf: [], waiting: 3 })).toBe("goodbye");
});

test("a talk that is on comes before everything else", () => {
  expect(kind({ talks: [talk("gathering")], shelf: [] })).toBe("talk");
  expect(kind({ talks: [talk("talking")], shelf: [told("sent-back")] })).toBe("talk");
});

test("of several talks the newest that is on counts, and one that has ended not at all", () => {
  expect(whatNext({ ...quiet, talks: [talk("ended"), talk("moving"), talk("gathering")] })).toMatchObject({
    talk: { id: "moving" },
  });
  expect(kind({ talks: [talk("ended")] })).toBe("people");
});

test("those who may conduct are shown the way to conduct", () => {
  expect(kind({ role: "host", talks: [talk("talking")] })).toBe("conduct");
  expect(kind({ role: "organiser", talks: [talk("talking")], waiting: 2 })).toBe("conduct");
});

test("stories that wait for an organiser come before the organiser's own", () => {
  expect(whatNext({ ...quiet, role: "organiser", shelf: [], waiting: 2 })).toEqual({
    kind: "review",
    waiting: 2,
  });
});

test("a story sent back is to be mended, until it has been sent again", () => {
  expect(kind({ shelf: [told("live"), told("sent-back")] })).toBe("mend");
  expect(kind({ shelf: [underWay("waiting", "sent-back")] })).toBe("people");
});

test("a story that was refused is to be mended, wherever it stood before", () => {
  expect(kind({ shelf: [underWay("refused", "live")] })).toBe("mend");
});

test("whoever has told nothing is asked to, and whoever has begun to go on", () => {
  expect(kind({ shelf: [] })).toBe("tell");
  expect(kind({ shelf: [], begun: true })).toBe("finish");
});

test("nobody is asked again for what is being read, was taken back or is closed", () => {
  for (const state of ["in-review", "withdrawn", "closed"] as const) {
    expect(kind({ shelf: [told(state)] })).toBe("people");
  }
});

test("nothing is said before it is known", () => {
  expect(whatNext({ ...quiet, talks: null })).toBeNull();
  expect(whatNext({ ...quiet, shelf: null })).toBeNull();
  expect(kind({ shelf: null, talks: [talk("gathering")] })).toBe("talk");
});
