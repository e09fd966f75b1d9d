import { h, render } from "preact";
import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import { type Here, HereContext } from "../app/here";
import { ProblemError } from "../live/api";
import ScreensPage from "./ScreensPage";

const makeScreen = vi.hoisted(() => vi.fn());
vi.mock("./requests", () => ({ makeScreen, revokeScreen: vi.fn() }));
vi.mock("./useScreens", () => ({ useScreens: () => ({ screens: [], error: null, ask: async () => {} }) }));
vi.mock("../app/OrganisersOnly", () => ({
  OrganisersOnly: ({ children }: { children: unknown }) => children,
}));
vi.mock("../ui/Page", () => ({ Page: ({ children }: { children: unknown }) => children }));
vi.mock("../people/LinkCard", () => ({ LinkCard: () => null }));

const here = { slug: "expo", path: (below: string) => below, link: (below: string) => below } as Here;
const button = () => document.querySelector("button[type=submit]") as HTMLButtonElement;

test("a screen is made once: however often it is pressed, and however often the answer is lost", async () => {
  let lose = (_problem: ProblemError) => {};
  makeScreen.mockImplementationOnce(
    () =>
      new Promise((_resolve, reject) => {
        lose = reject;
      }),
  );
  makeScreen.mockResolvedValue({ screen: { id: "1", name: "Foyer" }, key: { link: "l" } });
  await act(() =>
    render(h(HereContext.Provider, { value: here, children: h(ScreensPage, {}) }), document.body),
  );
  const name = document.querySelector("input") as HTMLInputElement;
  const idle = () => vi.waitFor(() => expect(button().getAttribute("aria-busy")).toBeNull());
  const type = async (words: string) => {
    name.value = words;
    await act(() => void name.dispatchEvent(new InputEvent("input", { bubbles: true })));
  };

  await type("Foyer");
  await act(() => button().click());
  await act(() => button().click());
  expect(makeScreen).toHaveBeenCalledTimes(1);

  await act(() => lose(new ProblemError({ code: "no-signal" })));
  await idle();
  await act(() => button().click());
  await idle();
  await type("Main hall");
  await act(() => button().click());
  const ids = makeScreen.mock.calls.map(([, id]) => id);
  expect(ids).toEqual([ids[0], ids[0], expect.any(String)]);
  expect(ids[2]).not.toBe(ids[0]);
});
