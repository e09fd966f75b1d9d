import type { Network, Trial } from "./requests";

/** A figure, what it counts, and what it means where that is not plain. */
export interface Figure {
  figure: string;
  what: string;
  means?: string;
  /** Something should be done about it. */
  bad?: boolean;
}

/** Milliseconds after which somebody in the room sees that news came late. */
const LATE_MS = 1_000;

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

/** A time as one says it: 0.04 s, 1.2 s, 12 s. */
export function inSeconds(ms: number): string {
  if (ms < 5) return "0.01 s";
  const seconds = ms / 1_000;
  return `${seconds < 0.995 ? seconds.toFixed(2) : seconds < 9.95 ? seconds.toFixed(1) : seconds.toFixed(0)} s`;
}

/** So many bytes as one says it. */
export function inBytes(bytes: number): string {
  if (bytes < 1_000) return count(bytes, "byte", "bytes");
  return bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** How the phones are connected, line by line. */
export function figures(network: Network): Figure[] {
  const { phones, people, away, away_minutes, waiting_phones, waiting_bytes, spread } = network;
  return [
    {
      figure: String(phones),
      what: phones === 1 ? "phone or screen is connected" : "phones and screens are connected",
      means: `Those of ${count(people, "person", "people")}.`,
    },
    {
      figure: String(away),
      what: away === 1 ? "person is away" : "people are away",
      means: `Connected within the last ${away_minutes} minutes, and not now: coming back, or the phone is put aside.`,
    },
    spread === null
      ? { figure: "–", what: "no news lately", means: "Nothing was told to anybody in the last minutes." }
      : {
          figure: inSeconds(spread.last_ms),
          what: `for the last news to go out, ${ago(spread.ago_seconds)}`,
          means: `Until it was on its way to every phone. The slowest of the last minutes, of ${spread.facts} in all, took ${inSeconds(spread.slowest_ms)}.`,
          bad: spread.slowest_ms > LATE_MS,
        },
    waiting_phones === 0
      ? { figure: "0", what: "phones are behind", means: "Nothing waits in the server for a slow phone." }
      : {
          figure: String(waiting_phones),
          what: waiting_phones === 1 ? "phone is behind" : "phones are behind",
          means: `${inBytes(waiting_bytes)} wait for them. Whoever falls too far behind comes back by themselves.`,
          bad: true,
        },
  ];
}

function ago(seconds: number): string {
  if (seconds < 5) return "just now";
  if (seconds < 60) return `${seconds} seconds ago`;
  return count(Math.round(seconds / 60), "minute ago", "minutes ago");
}

/** How simulated phones fared, in sentences; the first says whether all is well. */
export function outcome(trial: Trial): { well: boolean; said: string[] } {
  const { phones, connected, heard, connect_ms, half_ms, last_ms } = trial;
  const said = [
    connected === 0
      ? `None of the ${phones} connected. Tell whoever runs the server: it may listen elsewhere than its HOST and PORT say.`
      : connected === phones
        ? `${phones === 1 ? "It" : `All ${phones}`} connected within ${inSeconds(connect_ms)}.`
        : `${connected} of ${phones} connected, within ${inSeconds(connect_ms)}. The others were not let in.`,
  ];
  if (last_ms !== null && half_ms !== null) {
    said.push(
      `News reached half of them within ${inSeconds(half_ms)}, and the last within ${inSeconds(last_ms)}.`,
    );
  }
  if (heard < connected) said.push(`${connected - heard} heard nothing of it within five seconds.`);
  const well = heard === phones && (last_ms ?? 0) <= LATE_MS;
  return { well, said };
}
