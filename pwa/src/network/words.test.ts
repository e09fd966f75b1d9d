import { describe, expect, test } from "vitest";
import type { Network, Trial } from "./requests";
import { figures, inBytes, inSeconds, outcome } from "./words";

const network: Network = {
  phones: 142,
  people: 130,
  away: 12,
  away_minutes: 5,
  waiting_phones: 0,
  waiting_bytes: 0,
  spread: { last_ms: 42, ago_seconds: 3, slowest_ms: 240, facts: 9 },
  most_simulated: 500,
};

test.each([
  [0, "0.01 s"],
  [4, "0.01 s"],
  [42, "0.04 s"],
  [994, "0.99 s"],
  [999, "1.0 s"],
  [1_240, "1.2 s"],
  [9_960, "10 s"],
  [12_300, "12 s"],
])("%i ms are %s", (ms, words) => {
  expect(inSeconds(ms)).toBe(words);
});

test.each([
  [1, "1 byte"],
  [999, "999 bytes"],
  [1_000, "1 kB"],
  [40_400, "40 kB"],
  [2_500_000, "2.5 MB"],
])("%i bytes are %s", (bytes, words) => {
  expect(inBytes(bytes)).toBe(words);
});

describe("the figures", () => {
  const lines = (changes: Partial<Network>) =>
    figures({ ...network, ...changes }).map(
      ({ figure, what, bad }) => `${figure} ${what}${bad ? " (bad)" : ""}`,
    );

  test("of a room where all is well", () => {
    expect(lines({})).toEqual([
      "142 phones and screens are connected",
      "12 people are away",
      "0.04 s for the last news to go out, just now",
      "0 phones are behind",
    ]);
  });

  test("of one", () => {
    const spread = { last_ms: 1, ago_seconds: 61, slowest_ms: 1, facts: 1 };
    expect(lines({ phones: 1, people: 1, away: 1, waiting_phones: 1, waiting_bytes: 9, spread })).toEqual([
      "1 phone or screen is connected",
      "1 person is away",
      "0.01 s for the last news to go out, 1 minute ago",
      "1 phone is behind (bad)",
    ]);
  });

  test("of a room that is told late", () => {
    const spread = { last_ms: 50, ago_seconds: 20, slowest_ms: 3_000, facts: 2 };
    expect(lines({ spread })[2]).toBe("0.05 s for the last news to go out, 20 seconds ago (bad)");
  });

  test("of a room where nothing was told", () => {
    expect(lines({ spread: null })[2]).toBe("– no news lately");
  });
});

describe("a trial", () => {
  const trial: Trial = {
    phones: 200,
    connected: 200,
    connect_ms: 1_900,
    heard: 200,
    half_ms: 60,
    last_ms: 110,
  };

  test.each<[Partial<Trial>, boolean, string[]]>([
    [
      {},
      true,
      [
        "All 200 connected within 1.9 s.",
        "News reached half of them within 0.06 s, and the last within 0.11 s.",
      ],
    ],
    [
      { heard: 197 },
      false,
      [
        "All 200 connected within 1.9 s.",
        "News reached half of them within 0.06 s, and the last within 0.11 s.",
        "3 heard nothing of it within five seconds.",
      ],
    ],
    [
      { connected: 0, heard: 0, half_ms: null, last_ms: null },
      false,
      [
        "None of the 200 connected. Tell whoever runs the server: it may listen elsewhere than its HOST and PORT say.",
      ],
    ],
    [
      { connected: 180, heard: 180 },
      false,
      [
        "180 of 200 connected, within 1.9 s. The others were not let in.",
        "News reached half of them within 0.06 s, and the last within 0.11 s.",
      ],
    ],
    [
      { last_ms: 1_500 },
      false,
      [
        "All 200 connected within 1.9 s.",
        "News reached half of them within 0.06 s, and the last within 1.5 s.",
      ],
    ],
  ])("%o", (changes, well, said) => {
    expect(outcome({ ...trial, ...changes })).toEqual({ well, said });
  });
});
