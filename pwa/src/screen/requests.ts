import type { Here } from "../app/here";
import { request } from "../live/api";

/** Blank every screen of the conference at once, or have them shown again; for hosts. */
export function blankScreens(here: Here, blank: boolean): Promise<void> {
  return request("PUT", here.path("/screen/blank"), { blank });
}

/** Where the QR code is drawn. It changes with the join code, and is then fetched anew. */
export function qrAddress(here: Here, code: string): string {
  return `/api/v1${here.path(`/qr.svg?code=${encodeURIComponent(code)}`)}`;
}
