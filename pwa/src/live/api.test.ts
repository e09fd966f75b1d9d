import { afterEach, expect, test, vi } from "vitest";
import { inConference, ProblemError, request } from "./api";

const fetched = vi.fn<typeof fetch>();
vi.stubGlobal("fetch", fetched);

afterEach(() => {
  vi.useRealTimers();
  fetched.mockReset();
});

function answer(status: number, body: string, headers: Record<string, string> = {}) {
  fetched.mockResolvedValue(new Response(body || null, { status, headers }));
}

async function problem(asked: Promise<unknown>): Promise<ProblemError> {
  const error = await asked.then(
    () => null,
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(ProblemError);
  return error;
}

test("a write is JSON, even without a body, and the answer is its data", async () => {
  answer(200, '{"id": "a"}');
  expect(await request("POST", inConference("expo 26", "/waves"))).toEqual({ id: "a" });
  const [path, init] = fetched.mock.calls[0] ?? [];
  expect(path).toBe("/api/v1/conferences/expo%2026/waves");
  expect(init).toMatchObject({ method: "POST", body: "{}", headers: { "Content-Type": "application/json" } });
});

test("an empty answer is undefined", async () => {
  answer(204, "");
  expect(await request("DELETE", "/x")).toBeUndefined();
});

test("the server's problem comes whole", async () => {
  answer(422, '{"code": "invalid", "detail": "Too short.", "errors": {"text": ["20 at least"]}}');
  const error = await problem(request("PUT", "/x", {}));
  expect(error).toMatchObject({ code: "invalid", status: 422, detail: "Too short.", isPassing: false });
  expect(error.errors).toEqual({ text: ["20 at least"] });
});

test("a proxy's page is a problem that passes", async () => {
  answer(502, "<html>");
  expect(await problem(request("GET", "/x"))).toMatchObject({ code: "unexpected-answer", isPassing: true });
});

test("a page where JSON should be is a problem too", async () => {
  answer(200, "<html>Welcome to the hotel Wi-Fi</html>");
  expect((await problem(request("GET", "/x"))).isPassing).toBe(true);
});

test("how long to wait is told", async () => {
  answer(429, '{"code": "too-many"}', { "Retry-After": "7" });
  expect(await problem(request("GET", "/x"))).toMatchObject({ retryAfter: 7000, isPassing: true });
});

test("no network is no signal", async () => {
  fetched.mockRejectedValue(new TypeError("failed to fetch"));
  expect(await problem(request("GET", "/x"))).toMatchObject({ code: "no-signal", status: 0 });
});

function never(_path: unknown, init?: RequestInit): Promise<Response> {
  return new Promise((_resolve, reject) => {
    init?.signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
  });
}

test("no answer in time is no signal", async () => {
  vi.useFakeTimers();
  fetched.mockImplementation(never);
  const asked = problem(request("GET", "/x", undefined, { timeout: 3000 }));
  await vi.advanceTimersByTimeAsync(3000);
  expect((await asked).code).toBe("no-signal");
});

test("whoever aborts hears of it as an abort, not as a problem", async () => {
  fetched.mockImplementation(never);
  const control = new AbortController();
  const asked = request("GET", "/x", undefined, { signal: control.signal });
  control.abort();
  await expect(asked).rejects.toMatchObject({ name: "AbortError" });
});
