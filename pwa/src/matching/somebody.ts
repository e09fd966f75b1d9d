import { isAlive, type Meet, suggestedNow } from "./meetStore";

/** Pure: who waved and waits for an answer, else the first suggestion not waved at yet. `now`: epoch milliseconds. */
export function somebody(meet: Meet, now: number) {
  const wave = meet.received.find((one) => isAlive(one, now));
  if (wave) return { name: wave.person.name, reason: wave.reason, waved: true };
  const suggestion = suggestedNow(meet, now).find(({ waved }) => !waved);
  return suggestion ? { name: suggestion.person.name, reason: suggestion.reason, waved: false } : null;
}
