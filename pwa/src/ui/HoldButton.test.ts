import { h, render } from "preact";
import { act } from "preact/test-utils";
import { beforeEach, expect, test, vi } from "vitest";
import { HOLD_MS, HoldButton } from "./HoldButton";

const held = vi.fn();
const button = () => document.querySelector("button") as HTMLButtonElement;
const dispatch = (event: Event) => act(() => void button().dispatchEvent(event));
const key = (type: "keydown" | "keyup", name: string, repeat = false) =>
  dispatch(new KeyboardEvent(type, { key: name, repeat, bubbles: true, cancelable: true }));
const pass = (ms: number) => act(() => void vi.advanceTimersByTime(ms));
const click = () => act(() => button().click());

async function down() {
  await dispatch(new PointerEvent("pointerdown", { button: 0, bubbles: true }));
}
async function up() {
  await dispatch(new PointerEvent("pointerup", { button: 0, bubbles: true }));
  await click();
}

/** The enter key as a browser has it: down and whenever it repeats it clicks, unless that is prevented. */
async function enter(repeat = false) {
  const event = new KeyboardEvent("keydown", { key: "Enter", repeat, bubbles: true, cancelable: true });
  await dispatch(event);
  if (!event.defaultPrevented) await click();
}

beforeEach(async () => {
  vi.useFakeTimers();
  held.mockReset();
  await act(() => render(null, document.body));
  await act(() => render(h(HoldButton, { onHeld: held, children: "Hold" }), document.body));
});

test("it is done once it was held long enough, and not again when it is let go", async () => {
  await down();
  await pass(HOLD_MS - 1);
  expect(held).not.toHaveBeenCalled();
  await pass(1);
  await up();
  expect(held).toHaveBeenCalledTimes(1);
});

test("a short tap asks for another, which does it", async () => {
  await down();
  await up();
  expect(held).not.toHaveBeenCalled();
  expect(document.body.textContent).toContain("press once more");
  await down();
  await up();
  expect(held).toHaveBeenCalledTimes(1);
});

test("so does a press by what can neither hold nor point", async () => {
  await click();
  expect(held).not.toHaveBeenCalled();
  await click();
  expect(held).toHaveBeenCalledTimes(1);
});

test("a held enter key does it when its time has come, once", async () => {
  await enter();
  await pass(HOLD_MS / 2);
  for (let count = 0; count < 5; count++) await enter(true);
  expect(held).not.toHaveBeenCalled();
  await pass(HOLD_MS / 2);
  await enter(true);
  await key("keyup", "Enter");
  expect(held).toHaveBeenCalledTimes(1);
});

test("two short presses of the enter key do it; one let go here that was pressed elsewhere does nothing", async () => {
  await key("keyup", "Enter");
  expect(document.body.textContent).not.toContain("press once more");
  for (let count = 0; count < 2; count++) {
    expect(held).not.toHaveBeenCalled();
    await enter();
    await key("keyup", "Enter");
  }
  expect(held).toHaveBeenCalledTimes(1);
});

test("so do two of the space bar, which clicks when it is let go", async () => {
  for (let count = 0; count < 2; count++) {
    expect(held).not.toHaveBeenCalled();
    await key("keydown", " ");
    await key("keyup", " ");
    await click();
  }
  expect(held).toHaveBeenCalledTimes(1);
});
