import { describe, expect, test } from "vitest";
import type { KnownFact, Schema } from "../contract/types";
import type { Connection, WaveCard } from "./requests";
import { connectedNow } from "./useConnected";
import { applyToWaves, unanswered } from "./wavesStore";

const NOW = Date.parse("2026-11-22T10:00:00.000Z");

function wave(id: string, hour = 11): WaveCard {
  const person = {
    id,
    name: id,
    organisation: null,
    position: null,
    backgrounds: [],
    openness: "come-and-talk" as const,
  };
  const at = "2026-11-21T11:00:00.000Z";
  return {
    person,
    reason: null,
    ask: null,
    story: null,
    at,
    expires_at: `2026-11-22T${String(hour).padStart(2, "0")}:00:00.000Z`,
  };
}

const before: Schema<"WaveList"> = {
  number: 4,
  feed_number: 9,
  received: [wave("bob"), wave("carol")],
  sent: [wave("dave")],
  connected: [],
};
const from = ({ received }: { received: readonly WaveCard[] }) => received.map(({ person }) => person.id);
const after = (type: string, data: object) => from(applyToWaves(before, { type, data } as KnownFact));

test("the latest wave comes first, and nobody's counts twice", () => {
  expect(after("matching.waved", { wave: wave("erin") })).toEqual(["erin", "bob", "carol"]);
  expect(after("matching.waved", { wave: wave("carol") })).toEqual(["carol", "bob"]);
});

test("a wave is gone once it is answered, taken back, or whoever waved has left", () => {
  expect(after("matching.connected", { connection: { person: { id: "bob" } } })).toEqual(["carol"]);
  expect(after("matching.wave_gone", { by_id: "bob", to_id: "me" })).toEqual(["carol"]);
  expect(after("people.person_gone", { person_id: "carol" })).toEqual(["bob"]);
});

test("one's own wave that is gone takes nobody else's with it", () => {
  expect(after("matching.wave_gone", { by_id: "me", to_id: "bob" })).toEqual(["bob", "carol"]);
});

test("who waved goes by the name they have now", () => {
  const { person } = wave("bob");
  const fact = { type: "people.card_changed", data: { person: { ...person, name: "Robert" } } } as KnownFact;
  expect(applyToWaves(before, fact).received.map((one) => one.person.name)).toEqual(["Robert", "carol"]);
});

test("one's own waves are known, and gone when they are answered, taken back, or whom they were for has left", () => {
  const heard = (type: string, data: object) => {
    const { sent } = applyToWaves(before, { type, data } as KnownFact);
    return sent.map(({ person }) => person.id);
  };
  expect(heard("matching.wave_sent", { wave: wave("erin") })).toEqual(["erin", "dave"]);
  expect(heard("matching.wave_gone", { by_id: "me", to_id: "dave" })).toEqual([]);
  expect(heard("matching.wave_gone", { by_id: "dave", to_id: "me" })).toEqual(["dave"]);
  expect(heard("matching.connected", { connection: { person: { id: "dave" } } })).toEqual([]);
  expect(heard("people.person_gone", { person_id: "dave" })).toEqual([]);
});

test("a wave that has lived its time asks for nothing", () => {
  expect(unanswered({ ...before, received: [wave("bob", 9), wave("carol", 11)] }, NOW)).toEqual([
    wave("carol"),
  ]);
});

test("unknown facts leave all as it is", () => {
  expect(applyToWaves(before, { type: "tomorrow.invented", data: {} } as unknown as KnownFact)).toBe(before);
});

describe("with whom one has just been connected", () => {
  const connected = (id: string, minutes: number) =>
    ({ person: { id }, at: new Date(NOW - minutes * 60_000).toISOString() }) as Connection;
  const fact = (type: string, data: object) => ({ type, data }) as KnownFact;
  const known = { ...before, connected: [connected("erin", 1), connected("frank", 5)] };
  const news = (waves: Schema<"WaveList">, said = "") => connectedNow(waves, said, NOW)?.person.id;

  test("is news to a phone that heard it, and to one that was away", () => {
    expect(news(applyToWaves(before, fact("matching.connected", { connection: connected("bob", 0) })))).toBe(
      "bob",
    );
    expect(news(known)).toBe("erin");
  });

  test("is no news once it was said, or after ten minutes", () => {
    expect(news(known, known.connected[0]?.at)).toBeUndefined();
    expect(news(known, known.connected[1]?.at)).toBe("erin");
    expect(news({ ...known, connected: [connected("erin", 10)] })).toBeUndefined();
  });

  test.each(["matching.disconnected", "people.person_gone"])("is no news after %s", (type) => {
    expect(news(applyToWaves(known, fact(type, { person_id: "erin" })))).toBe("frank");
  });
});
