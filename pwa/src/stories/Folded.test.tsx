import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, expect, test, vi } from "vitest";
import { Folded } from "./Folded";

const LINE_PX = 29;

function show(name: string, lines: number): HTMLElement {
  vi.spyOn(HTMLElement.prototype, "scrollHeight", "get").mockReturnValue(lines * LINE_PX);
  vi.spyOn(globalThis, "getComputedStyle").mockReturnValue({
    lineHeight: `${LINE_PX}px`,
  } as CSSStyleDeclaration);
  const root = document.body.appendChild(document.createElement("div"));
  act(() =>
    render(
      <Folded name={name} label="Read on in what Alice tells">
        <p>How I got in.</p>
      </Folded>,
      root,
    ),
  );
  return root;
}

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

test("a text of usual length is shown whole", () => {
  expect(show("usual", 20).querySelector("button")).toBeNull();
});

test("a long one is folded until somebody reads on, and then stays open", () => {
  const root = show("long", 60);
  expect(root.querySelector(".story-folded")?.textContent).toBe("How I got in.");
  act(() => root.querySelector("button")?.click());
  expect(root.querySelector(".story-folded, button")).toBeNull();
  expect(document.activeElement?.textContent).toBe("How I got in.");
  expect(show("long", 60).querySelector("button")).toBeNull();
});
