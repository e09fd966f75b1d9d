import { type ReadonlySignal, signal } from "@preact/signals";
import type { KnownFact } from "../contract/types";
import { ProblemError } from "./api";
import { serverNow } from "./clock";
import { heard } from "./connection";
import { Numbers } from "./numbers";
import { askAgain, type Fact, subscribe } from "./socket";
import { keepState, storage } from "./storage";
import { onWake } from "./wake";

interface Further<S> {
  /** `feed` beside one's own, say. */
  stream: string;
  /** Pure: the number at which a snapshot stands in it. */
  at: (snapshot: S) => number;
}

interface StreamOptions<S extends { number: number }, F extends Fact> {
  conference: string;
  /** `feed`, `person:{id}`, `talk:{id}` … */
  stream: string;
  /** The name under which the phone keeps it, where several stores follow one stream; null keeps it nowhere. */
  keptAs?: string | null;
  /** Fetches the snapshot: the state, with the number at which it stands. `known` tells what is known by then. */
  load: (signal: AbortSignal, known: () => S | null) => Promise<S>;
  /** Pure: the state after a fact. Unknown types leave it as it is; the same fact twice changes nothing. */
  apply: (state: S, fact: F) => S;
  /** Pure: true for facts after which there is more to fetch than they tell. `state`: before the fact. */
  tellsTooLittle?: (state: S, fact: F) => boolean;
  /** Pure: the state after a snapshot that the server sends to a phone that has missed something; without this it is fetched. */
  renew?: (snapshot: S, known: S | null) => S;
  /** Streams whose facts change this state as well: whoever leaves is told to everyone, and is gone from each list. */
  further?: readonly Further<S>[];
}

export interface Stream<S> {
  /** What is known; null until something is (from the phone's storage or the server). */
  state: ReadonlySignal<S | null>;
  /** When the state was last known to be true, in the server's epoch milliseconds. */
  updatedAt: ReadonlySignal<number | null>;
  /** Why there is nothing newer: refused, or no signal. Null while all is well. */
  problem: ReadonlySignal<ProblemError | null>;
  /**
   * Fetch a snapshot that is no older than this moment: after a command whose fact may be long in coming, or for a
   * "Try again" button. Resolves when it is in place, or `problem` says why it is not.
   */
  refresh: () => Promise<void>;
  /** Change what is known by something that is no fact of this stream: a further page, a tap that was answered. */
  amend: (change: (state: S) => S) => void;
  close: () => void;
}

const SAVE_MS = 500;
const PATIENCE_MS = 15_000;

/** The entry's hashed name changes with anything in the build: a state cached by another build is not read. */
const BUILD = document.querySelector<HTMLScriptElement>("script[type=module]")?.src ?? "";

const followed = new Map<string, number>();

function follow(name: string, step: 1 | -1): void {
  followed.set(name, (followed.get(name) ?? 0) + step);
}

/** Whether a page is open that keeps this true, on the page and on the phone. */
export function isFollowed(conference: string, keptAs: string): boolean {
  return (followed.get(`${conference}/${keptAs}`) ?? 0) > 0;
}

/**
 * Follow one stream: show at once what this phone last knew, fetch the snapshot, then apply facts as they come.
 *
 * It heals by itself after gaps, sleep and reconnecting. Close it when nobody looks any more.
 */
export function openStream<S extends { number: number }, F extends Fact = KnownFact>(
  options: StreamOptions<S, F>,
): Stream<S> {
  const { conference, stream, keptAs = stream, load, apply, tellsTooLittle, renew, further = [] } = options;
  const state = signal<S | null>(null);
  const updatedAt = signal<number | null>(null);
  const problem = signal<ProblemError | null>(null);
  const control = new AbortController();
  let loading: Promise<void> | undefined;
  let reloading: Promise<void> | undefined; // after `loading`, which may be older than what it is asked for
  let retry: ReturnType<typeof setTimeout> | undefined;
  let saving: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let saveAfter = 0; // the first state is kept at once: the next moment may bring no signal, or no app
  let asked = false; // over the socket, for what was missed

  const own: Further<S> = { stream, at: (snapshot) => snapshot.number };
  const streams = [own, ...further].map((one) => {
    const isOwn = one === own;
    const numbers = new Numbers<F>({
      apply(fact, number) {
        const before = state.value;
        if (!before) return;
        const next = apply(before, fact);
        if (isOwn) become({ ...next, number });
        else become(next, updatedAt.value);
        if (tellsTooLittle?.(before, fact)) refresh();
      },
      resync() {
        asked = isOwn && !!renew && !asked;
        if (asked) askAgain(conference, stream);
        else fetchOne();
      },
    });
    return { ...one, isOwn, numbers };
  });

  function become(next: S, at: number | null = serverNow()): void {
    state.value = next;
    updatedAt.value = at;
    saving ??= setTimeout(save, saveAfter);
    saveAfter = SAVE_MS;
  }

  function amend(change: (state: S) => S): void {
    if (state.value && !control.signal.aborted) become(change(state.value), updatedAt.value);
  }

  async function save(): Promise<void> {
    clearTimeout(saving);
    saving = undefined;
    if (!state.value || updatedAt.value === null || keptAs === null) return;
    const cached = { state: state.value, updatedAt: updatedAt.value, build: BUILD };
    await keepState(conference, keptAs, cached).catch(() => {});
  }

  async function recall(): Promise<void> {
    if (keptAs === null) return;
    const cached = await storage()
      .then((db) => db.get("states", [conference, keptAs]))
      .catch(() => undefined);
    if (!cached || cached.build !== BUILD || state.value) return;
    state.value = cached.state as S;
    updatedAt.value = cached.updatedAt;
    heard(cached.updatedAt);
  }

  /** Fetch a snapshot, or wait for the one that is on its way. */
  function fetchOne(): Promise<void> {
    loading ??= fetchSnapshot().finally(() => {
      loading = undefined;
    });
    return loading;
  }

  function refresh(): Promise<void> {
    if (!loading) return fetchOne();
    reloading ??= loading.then(() => {
      reloading = undefined;
      return control.signal.aborted ? undefined : fetchOne();
    });
    return reloading;
  }

  async function fetchSnapshot(): Promise<void> {
    clearTimeout(retry);
    for (const { numbers } of streams) numbers.loading();
    try {
      const snapshot = await load(control.signal, () => state.value);
      if (control.signal.aborted) return;
      loaded(snapshot);
    } catch (error) {
      await recalled; // whoever sees a problem and no state takes it that this phone knows nothing
      if (control.signal.aborted) return;
      problem.value = error instanceof ProblemError ? error : new ProblemError({ code: "unreadable" });
      if (problem.value.isPassing) retry = setTimeout(fetchOne, pause(problem.value, failures++));
      for (const { numbers } of streams) numbers.failed();
    }
  }

  function loaded(snapshot: S): void {
    clearTimeout(retry);
    become(snapshot);
    problem.value = null;
    failures = 0;
    for (const { at, numbers } of streams) numbers.loaded(at(snapshot));
  }

  /** Whether what was sent is no older than what is known by now; if it is, it is left alone. */
  function take(sent: string | undefined): boolean {
    if (!renew || !sent) return false;
    const snapshot: S = JSON.parse(sent);
    if (streams.some(({ at, numbers }) => at(snapshot) < (numbers.at ?? 0))) return false;
    if (!loading) loaded(renew(snapshot, state.value));
    return true;
  }

  function answered(isThere: boolean, missed?: string): void {
    if (!take(missed) && (problem.value || (asked && !isThere))) fetchOne();
    else if (isThere) updatedAt.value = serverNow();
    asked = false;
  }

  const endings = streams.map(({ stream, isOwn, numbers }) =>
    subscribe(conference, stream, {
      ...(isOwn && renew && { at: () => numbers.at ?? undefined }),
      hear: (number, fact) => numbers.hear(number, fact as F | null),
      reached(number, missed) {
        if (isOwn) answered(number === numbers.at, missed);
        numbers.reached(number);
      },
      refused(refusal) {
        if (isOwn) problem.value = refusal;
      },
    }),
  );
  const stayAsleep = onWake(() => problem.value && fetchOne());
  follow(`${conference}/${keptAs}`, 1);
  const recalled = recall();
  fetchOne();

  return {
    state,
    updatedAt,
    problem,
    refresh,
    amend,
    close() {
      if (!control.signal.aborted) follow(`${conference}/${keptAs}`, -1);
      control.abort();
      clearTimeout(retry);
      for (const { numbers } of streams) numbers.stop();
      stayAsleep();
      for (const end of endings) end();
      if (saving) save();
    },
  };
}

function pause(problem: ProblemError, failures: number): number {
  const patience = Math.min(PATIENCE_MS, 1_000 * 2 ** failures) * (0.5 + Math.random());
  return Math.max(patience, problem.retryAfter ?? 0);
}
