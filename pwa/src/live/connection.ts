import { signal } from "@preact/signals";
import { serverNow } from "./clock";

export type Connection = "connected" | "reconnecting" | "offline";

/** How the phone stands with the server, as far as anything has shown. */
export const connection = signal<Connection>(navigator.onLine ? "connected" : "offline");

/** When the server was last heard, in its own epoch milliseconds; null before the first time. */
export const heardAt = signal<number | null>(null);

/** Note that the server has just answered or spoken; or that it had at `at`, which an earlier visit remembers. */
export function heard(at: number = serverNow()): void {
  heardAt.value = Math.max(at, heardAt.value ?? 0);
}
