import { describe, expect, test } from "vitest";
import { ProblemError } from "../live/api";
import { back, crowded, place, swap } from "./byHand";
import { named } from "./guestActs";
import { ALICE, BOB, CAROL, guest } from "./scenes";

const alice = guest(ALICE, "Zoë Álvarez Ruiz", 1);
const bob = guest(BOB, "Bob", 2);
const carol = guest(CAROL, "Carol");

describe("seats by hand", () => {
  test("say where somebody was, so that whoever comes second changes nothing", () => {
    expect(place(alice, 2)).toEqual({ person_id: ALICE, was: 1, table: 2 });
    expect(place(carol, 2)).toEqual({ person_id: CAROL, was: null, table: 2 });
  });

  test("taken back are where they were", () => {
    const places = swap(alice, bob);
    expect(places.map(({ table }) => table)).toEqual([2, 1]);
    expect(back(back(places))).toEqual(places);
    expect(back([place(carol, 2)])).toEqual([{ person_id: CAROL, was: 2, table: null }]);
  });

  test("ask before it is seven, and before nothing else", () => {
    const problem = (code: string) =>
      new ProblemError({ status: 409, code, detail: "", params: { heads: 7, table: 4 } });
    expect(crowded(problem("table-full"))).toBe("It would be seven at table 4.");
    expect(crowded(problem("seats-changed"))).toBeNull();
    expect(crowded(new Error("offline"))).toBeNull();
  });

  test("find people by how any of their names begins", () => {
    expect(named([alice, bob, carol], "alv")).toEqual([alice]);
    expect(named([alice, bob, carol], "zoe a")).toEqual([alice]);
    expect(named([alice, bob, carol], " ")).toEqual([alice, bob, carol]);
    expect(named([alice, bob, carol], "x")).toEqual([]);
  });
});
