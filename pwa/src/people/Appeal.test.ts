import { h, render } from "preact";
import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import { Appeal } from "./Appeal";

test("who presses twice answers once", async () => {
  const send = vi.fn(() => new Promise<void>(() => {}));
  await act(() => render(h(Appeal, { appeal: null, answer: null, send }), document.body));
  const words = document.querySelector("textarea") as HTMLTextAreaElement;
  words.value = "It was a joke between friends.";
  await act(() => void words.dispatchEvent(new InputEvent("input", { bubbles: true })));

  const button = document.querySelector("button[type=submit]") as HTMLButtonElement;
  for (let count = 0; count < 2; count++) await act(() => button.click());
  expect(send).toHaveBeenCalledExactlyOnceWith("It was a joke between friends.");
  expect(button.getAttribute("aria-busy")).toBe("true");
});
