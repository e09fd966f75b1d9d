import type { JSX } from "preact";
import { lazy } from "preact-iso";
import { UnreachablePage } from "./UnreachablePage";

/** A page in a chunk of its own; one that cannot be fetched says so. */
export function page(load: () => Promise<{ default: () => JSX.Element }>): () => JSX.Element {
  return lazy(() => load().catch(() => ({ default: UnreachablePage })));
}
