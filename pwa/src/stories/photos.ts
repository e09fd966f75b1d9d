import type { Here } from "../app/here";
import { ROOT } from "../live/api";

/** The pixels of the longer side of each size that the server has. */
export const SIZES = [320, 800, 1600] as const;

/** Where one size of a photo is found. */
export function photoAt(here: Pick<Here, "path">, id: string, size: (typeof SIZES)[number]): string {
  return `${ROOT}${here.path(`/photos/${id}/${size}`)}`;
}
