import type { Here } from "../app/here";
import type { KnownFact, Schema } from "../contract/types";
import { request } from "../live/api";
import { openStream, type Stream } from "../live/stream";

type Origins = Schema<"OriginsSnapshot">;

/** Pure: how the room got here after a fact of the stream `feed`. */
export function applyToOrigins(state: Origins, fact: KnownFact): Origins {
  return fact.type === "origins.drawn" ? { ...state, ...fact.data.drawn } : state;
}

/** How everybody who is here got here, drawn anew when enough of it has changed. */
export function openOrigins(here: Here): Stream<Origins> {
  return openStream({
    conference: here.slug,
    stream: "feed",
    keptAs: "origins",
    load: (signal) => request("GET", here.path("/origins"), undefined, { signal }),
    apply: applyToOrigins,
  });
}
