import { h, render } from "preact";
import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import { usePlaceKept } from "./usePlaceKept";

function List({ shown }: { shown: boolean }) {
  usePlaceKept(shown);
  return null;
}

const show = (shown: boolean) => act(() => render(h(List, { shown }), document.body));

test("whoever goes back is where they were, once the list is there", async () => {
  vi.useFakeTimers();
  const went = vi.spyOn(window, "scrollTo").mockImplementation(() => {});
  await show(true);
  vi.spyOn(window, "scrollY", "get").mockReturnValue(2500);
  dispatchEvent(new Event("scroll"));
  vi.runAllTimers();
  expect(history.state).toEqual({ place: 2500 });
  await act(() => render(null, document.body));

  await show(false);
  expect(went).not.toHaveBeenCalled();
  await show(true);
  expect(went).toHaveBeenCalledExactlyOnceWith(0, 2500);
});

test("whoever comes anew begins at the top", async () => {
  await act(() => render(null, document.body));
  history.pushState(null, "");
  const went = vi.spyOn(window, "scrollTo").mockClear();
  await show(true);
  expect(went).not.toHaveBeenCalled();
});
