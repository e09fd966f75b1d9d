import { signal } from "@preact/signals";

const catalogue = signal<Readonly<Record<string, string>>>({});

/** Puts params into a sentence: `fill("Table {number}", { number: 7 })`. A missing one stays visible. */
export function fill(sentence: string, params: Readonly<Record<string, unknown>> = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (gap, name) => (name in params ? String(params[name]) : gap));
}

/**
 * A sentence of the catalogue that server and phone share, for what arrives as a key and params (reasons, prompts).
 *
 * Reads a signal: a component that says something before the catalogue is here draws again when it is.
 */
export function say(key: string, params?: Readonly<Record<string, unknown>>): string {
  return fill(catalogue.value[key] ?? "", params);
}

/** Fetch the catalogue: a chunk of its own, after the first screen. */
export async function loadTexts(): Promise<void> {
  catalogue.value = (await import("@texts/en.json")).default;
}
