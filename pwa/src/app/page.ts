import type { ComponentType, JSX } from "preact";
import { lazy } from "preact-iso";
import { UnreachablePage, UnreachablePart } from "./UnreachablePage";

/** A page in a chunk of its own; one that cannot be fetched says so. */
export function page(load: () => Promise<{ default: () => JSX.Element }>): () => JSX.Element {
  return lazy(() => load().catch(() => ({ default: UnreachablePage })));
}

/** A part of a page, in a chunk that is fetched when the part is first shown. Put preact-iso's `ErrorBoundary` around it. */
export function part<Props>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  return lazy(() => load().catch(() => UnreachablePart));
}
