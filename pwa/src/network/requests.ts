import type { Here } from "../app/here";
import type { Schema } from "../contract/types";
import { request } from "../live/api";

export type Network = Schema<"Network">;
export type Trial = Schema<"Trial">;

const TRIAL_MS = 45_000; // longer than the server lets one take

/** How the phones are connected now; for organisers, as the rest. */
export function askNetwork(here: Here, signal: AbortSignal): Promise<Network> {
  return request("GET", here.path("/network"), undefined, { signal });
}

/** Have the server connect so many simulated phones to itself, and tell how they fared. */
export function tryNetwork(here: Here, phones: number): Promise<Trial> {
  return request("POST", here.path("/network/trials"), { phones }, { timeout: TRIAL_MS });
}
