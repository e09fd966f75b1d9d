import { h, render } from "preact";
import { act } from "preact/test-utils";
import { beforeEach, expect, test, vi } from "vitest";
import { type Here, HereContext } from "../app/here";
import { Toasts } from "../ui/toast";
import type { StoryDraft } from "./draft";
import { PhotoField } from "./PhotoField";

const { small, keepFile } = vi.hoisted(() => ({
  small: { tell: (_photo: Blob) => {} },
  keepFile: vi.fn(async () => {}),
}));
vi.mock("../live/files", () => ({ dropUnwanted: async () => {}, keepFile, keptFile: async () => null }));
vi.mock("./shrink", () => ({
  shrink: () => new Promise((resolve) => Object.assign(small, { tell: resolve })),
  whyNot: () => "",
}));

const here = { slug: "expo", path: (below: string) => below } as Here;
const change = vi.fn<(part: Pick<StoryDraft, "photo">) => void>();
const setBusy = vi.fn<(busy: boolean) => void>();

const show = (value: StoryDraft["photo"]) =>
  act(() =>
    render(
      h(HereContext.Provider, {
        value: here,
        children: [h(PhotoField, { value, flaw: undefined, change, busy: false, setBusy }), h(Toasts, {})],
      }),
      document.body,
    ),
  );
const sent = () =>
  act(() => render(h(HereContext.Provider, { value: here, children: h(Toasts, {}) }), document.body));

/** Choose a photo, which is being made smaller from then on. */
function choose(): void {
  const input = document.querySelector<HTMLInputElement>("input[type=file]");
  Object.defineProperty(input, "files", { value: [new File(["dots"], "IMG_0001.jpg")] });
  input?.dispatchEvent(new Event("change"));
}

async function madeSmall(): Promise<void> {
  keepFile.mockClear();
  small.tell(new Blob(["dots"]));
  await vi.waitFor(() => expect(keepFile).toHaveBeenCalled());
  await vi.waitFor(() => expect(setBusy).toHaveBeenLastCalledWith(false));
}

beforeEach(async () => {
  await act(() => render(null, document.body));
  change.mockReset();
  setBusy.mockReset();
});

test("a photo is told of once it is small, and as being made until then", async () => {
  await show(null);
  choose();
  expect(setBusy).toHaveBeenLastCalledWith(true);
  expect(change).not.toHaveBeenCalled();
  await madeSmall();
  expect(change).toHaveBeenCalledExactlyOnceWith({ photo: { id: expect.any(String), alt: "" } });
});

test("one that is small only after the story has gone brings no draft back", async () => {
  await show(null);
  choose();
  await sent();
  await madeSmall();
  expect(change).not.toHaveBeenCalled();
});

test("one that was left out can be taken back until the story has gone", async () => {
  const undo = () =>
    [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Undo");
  const photo = { id: "p", alt: "A headset" };
  await show(photo);
  const remove = [...document.querySelectorAll("button")].find((one) => one.textContent === "Remove it");
  await act(() => remove?.click());
  expect(change).toHaveBeenLastCalledWith({ photo: null });
  expect(undo()).toBeDefined();
  await sent();
  expect(undo()).toBeUndefined();
});
