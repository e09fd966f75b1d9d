import { signal } from "@preact/signals";
import { expect, test, vi } from "vitest";
import type { KnownFact } from "../contract/types";
import type { Listener } from "./socket";
import type { Stream } from "./stream";
import { withFactsOf } from "./withFactsOf";

let listener: Listener;
const end = vi.fn();

vi.mock("./socket", () => ({
  subscribe: (_conference: string, _stream: string, given: Listener) => {
    listener = given;
    return end;
  },
}));

test("facts of the further stream change the state, until both end together", () => {
  const state = signal<string[] | null>(["alice", "bob"]);
  const main: Stream<string[]> = {
    state,
    updatedAt: signal(0),
    problem: signal(null),
    refresh: async () => {},
    amend: (change) => {
      if (state.value) state.value = change(state.value);
    },
    close: vi.fn(),
  };
  const apply = (people: string[], fact: KnownFact) =>
    fact.type === "people.person_gone" ? people.filter((id) => id !== fact.data.person_id) : people;
  const both = withFactsOf(main, { conference: "expo", stream: "feed", apply });

  listener.hear(1, { type: "people.person_gone", data: { person_id: "bob" } });
  expect(both.state.value).toEqual(["alice"]);
  both.close();
  expect(main.close).toHaveBeenCalledOnce();
  expect(end).toHaveBeenCalledOnce();
});
