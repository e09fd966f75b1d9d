import { signal } from "@preact/signals";
import { h, render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Here, HereContext } from "../app/here";
import { ProblemError } from "../live/api";
import { Toasts } from "../ui/toast";
import { Reported } from "./Reported";
import type { Case, Cases } from "./reports";

const { decideCase, stream } = vi.hoisted(() => ({
  decideCase: vi.fn(),
  stream: {} as { state: { value: Cases }; amend: unknown; refresh: unknown },
}));
vi.mock("./reports", async (actual) => ({ ...(await actual<object>()), decideCase }));
vi.mock("../live/useStream", () => ({ useStream: () => stream }));

const here = { slug: "expo", path: (below: string) => below, link: (below: string) => below } as Here;
const REPORTED = {
  id: "1",
  version: 1,
  kind: "story",
  author: { id: "alice", name: "Alice", organisation: null },
  seen: { title: null, text: "Words.", language: null, photo: null, details: {} },
  reports: [],
  hidden: false,
  waiting: true,
  since: "2026-11-23T09:00:00.000Z",
} as unknown as Case;
const decided = { ...REPORTED, version: 2, waiting: false };

const button = (name: string) => [...document.querySelectorAll("button")].find((b) => b.textContent === name);
const toasts = () => document.querySelector(".toasts")?.textContent;

beforeEach(async () => {
  const state = signal<Cases>({ number: 1, cases: [REPORTED] } as Cases);
  const amend = (change: (known: Cases) => Cases) => {
    state.value = change(state.value);
  };
  const refresh = async () => amend((known) => ({ ...known, cases: [decided] }));
  Object.assign(stream, { state, amend, refresh });
  const children = [h(Reported, {}), h(Toasts, {})];
  await act(() => render(h(HereContext.Provider, { value: here, children }), document.body));
});

afterEach(() => act(() => render(null, document.body)));

async function leaveIt(): Promise<void> {
  button("Leave it")?.focus();
  await act(() => button("Leave it")?.click());
  await vi.waitFor(() => expect(button("Leave it")).toBeUndefined());
}

test("a decision is said, and the focus does not fall from the page with the button", async () => {
  decideCase.mockResolvedValue(decided);
  await leaveIt();
  expect(toasts()).toContain("Left as it is.");
  expect(document.activeElement?.tagName).toBe("H2");
});

test("whoever was slower hears who was faster, though the case has moved", async () => {
  const detail = "Olga left it as it is a moment ago.";
  decideCase.mockRejectedValue(new ProblemError({ code: "version-conflict", status: 409, detail }));
  await leaveIt();
  expect(toasts()).toContain(detail);
  expect(document.activeElement?.tagName).toBe("H2");
});
