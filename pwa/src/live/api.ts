import { heard } from "./connection";
import { FRAMED } from "./framed";
import type { StoredProblem } from "./storage";

/** Below it lies everything that the server is asked for. */
export const ROOT = "/api/v1";

const TIMEOUT_MS = 12_000;

export type Method = "GET" | "PUT" | "POST" | "PATCH" | "DELETE";

interface RequestOptions {
  signal?: AbortSignal;
  /** Milliseconds until it counts as no signal. */
  timeout?: number;
}

/**
 * Why a request did not do what was asked: the server's problem details, or `no-signal` (status 0) when nothing
 * came back in time. `detail` is a sentence to show; `errors` holds sentences by field.
 */
export class ProblemError extends Error implements StoredProblem {
  override name = "ProblemError";
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly params: Record<string, unknown>;
  readonly errors: Record<string, string[]>;
  /** Milliseconds the server asks to wait; null if it does not say. */
  readonly retryAfter: number | null;

  constructor(problem: Partial<StoredProblem>, retryAfter: number | null = null) {
    super(problem.detail);
    this.code = problem.code ?? "unexpected-answer";
    this.status = problem.status ?? 0;
    this.detail = problem.detail ?? "The server could not answer. Nothing is lost. Try again in a moment.";
    this.params = problem.params ?? {};
    this.errors = problem.errors ?? {};
    this.retryAfter = retryAfter;
  }

  /** True when the same request may well succeed later: no signal, a busy or absent server. */
  get isPassing(): boolean {
    return this.status === 0 || this.status >= 500 || [408, 425, 429].includes(this.status);
  }

  /** Its data alone, as the phone's storage takes it. */
  plain(): StoredProblem {
    const { code, status, detail, params, errors } = this;
    return { code, status, detail, params, errors };
  }
}

/** The path of something in a conference, as `request` takes it: `inConference("expo", "/stories")`. */
export function inConference(slug: string, path: string): string {
  return `/conferences/${encodeURIComponent(slug)}${path}`;
}

/**
 * Ask the server. `path` is below the API's root; `body` is sent as JSON.
 *
 * Resolves to the answer's JSON (undefined where there is none); throws `ProblemError`, and nothing else unless
 * `signal` aborts.
 */
export async function request<T = unknown>(
  method: Method,
  path: string,
  body?: unknown,
  { signal, timeout = TIMEOUT_MS }: RequestOptions = {},
): Promise<T> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), timeout);
  const stop = () => patience.abort();
  signal?.addEventListener("abort", stop);
  try {
    signal?.throwIfAborted();
    const response = await fetch(ROOT + path, { method, signal: patience.signal, ...content(method, body) });
    const text = await response.text();
    heard();
    if (!response.ok) throw problemIn(response, text);
    return (text ? JSON.parse(text) : undefined) as T;
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof ProblemError) throw error;
    if (error instanceof SyntaxError) throw new ProblemError({ status: 502 });
    throw noSignal();
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

/** What stands for an answer that did not come. */
export function noSignal(): ProblemError {
  return new ProblemError({
    code: "no-signal",
    detail: "No signal. Nothing is lost. Try again in a moment.",
  });
}

function content(method: Method, body: unknown): RequestInit {
  if (method === "GET")
    return { headers: { Accept: "application/json", ...(FRAMED && { "X-Framed": "1" }) } };
  return { body: JSON.stringify(body ?? {}), headers: { "Content-Type": "application/json" } };
}

/** The problem that an answer with these words tells of. */
export function problemIn(response: Response, text: string): ProblemError {
  const seconds = Number(response.headers.get("Retry-After") ?? Number.NaN);
  const retryAfter = Number.isFinite(seconds) ? seconds * 1000 : null;
  try {
    return new ProblemError({ ...JSON.parse(text), status: response.status }, retryAfter);
  } catch {
    return new ProblemError({ status: response.status }, retryAfter); // a proxy's page, not the server's words
  }
}
