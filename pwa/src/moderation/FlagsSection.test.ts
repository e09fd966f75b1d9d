import { h, render } from "preact";
import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import { type Here, HereContext } from "../app/here";
import { FlagsSection } from "./FlagsSection";
import type { Flagging } from "./flagging";

const said: Flagging = { version: 1, kinds: [], words: [], passes: [] };
let answer = (_now: Flagging) => {};
const request = vi.hoisted(() => vi.fn());
vi.mock("../live/api", async (actual) => ({ ...(await actual<object>()), request }));

const here = { slug: "expo", path: (below: string) => below } as Here;
const save = () => document.querySelector<HTMLButtonElement>("button[type=submit]");
const words = () => document.querySelector("textarea") as HTMLTextAreaElement;

async function type(lines: string): Promise<void> {
  words().value = lines;
  await act(() => void words().dispatchEvent(new InputEvent("input", { bubbles: true })));
}

test("what is typed while it is being saved stays, and a second press saves nothing twice", async () => {
  request.mockResolvedValueOnce(said);
  request.mockImplementation(
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );
  const children = h(FlagsSection, {});
  await act(() => render(h(HereContext.Provider, { value: here, children }), document.body));
  await vi.waitFor(() => expect(words()).not.toBeNull());
  await type("headhunt*");
  await act(() => save()?.click());
  await act(() => save()?.click());
  expect(request).toHaveBeenCalledTimes(2); // what is flagged was asked for, and said, once each

  await type("headhunt*\npyramid");
  await act(() => answer({ ...said, version: 2, words: ["headhunt*"] }));
  await vi.waitFor(() => expect(save()?.getAttribute("aria-busy")).toBeNull());
  expect(words().value).toBe("headhunt*\npyramid");

  await act(() => save()?.click());
  expect(request).toHaveBeenLastCalledWith(
    "PUT",
    "/flagging",
    expect.objectContaining({ version: 2, words: ["headhunt*", "pyramid"] }),
  );
  await act(() => answer({ ...said, version: 3, words: ["headhunt*", "pyramid"] }));
  await vi.waitFor(() => expect(save()).toBeNull());
});
