import type { Here } from "../app/here";
import type { Schema } from "../contract/types";
import { ROOT, request } from "../live/api";

/** Blank every screen of the conference at once, or have them shown again; for hosts. */
export function blankScreens(here: Here, blank: boolean): Promise<void> {
  return request("PUT", here.path("/screen/blank"), { blank });
}

/** Where the QR code is drawn. It changes with the join code, and is then fetched anew. */
export function qrAddress(here: Here, code: string): string {
  return `${ROOT}${here.path(`/qr.svg?code=${encodeURIComponent(code)}`)}`;
}

/** The screens of the conference; for organisers, as the rest below. */
export function askScreens(here: Here, signal: AbortSignal): Promise<Schema<"ScreenList">> {
  return request("GET", here.path("/screens"), undefined, { signal });
}

/** Make a screen and the key that opens it, which is told this once. Made again, the key before is void. */
export function makeScreen(here: Here, id: string, name: string): Promise<Schema<"NewScreen">> {
  return request("PUT", here.path(`/screens/${id}`), { name });
}

/** Close a screen wherever it is; its key opens nothing any more. */
export function revokeScreen(here: Here, id: string): Promise<void> {
  return request("DELETE", here.path(`/screens/${id}`));
}

/** Say that this device is showing the conference. */
export function sayShown(here: Here): Promise<void> {
  return request("PUT", here.path("/screen/seen"));
}
