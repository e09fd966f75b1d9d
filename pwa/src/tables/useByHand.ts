import { useState } from "preact/hooks";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { ProblemError } from "../live/api";
import type { Stream } from "../live/stream";
import { toast } from "../ui/toast";
import { back, crowded, type Place, place, seat, swap } from "./byHand";

type Guest = Schema<"Guest">;

export interface ByHand {
  /** Moves somebody to a table. Resolves to true once they sit there, or the host is asked about a full table. */
  move: (guest: Guest, table: number) => Promise<boolean>;
  /** Lets two change places. */
  swap: (one: Guest, other: Guest) => Promise<boolean>;
  /** A table would have more people than chairs: what to ask, and what a yes does. */
  question: { text: string; yes: () => Promise<unknown>; no: () => void } | null;
  /** Why the last move was not carried out; null while all is well. */
  error: unknown;
}

/** A host's hands on the room: each move can be taken back for as long as its toast stands. */
export function useByHand(room: Stream<Schema<"RoomSnapshot">>): ByHand {
  const here = useHere();
  const [question, setQuestion] = useState<ByHand["question"]>(null);
  const [error, setError] = useState<unknown>(null);

  async function carryOut(places: readonly Place[], done: string, anyway = false): Promise<boolean> {
    const talk = room.state.value?.talk;
    if (!talk) return false;
    setError(null);
    try {
      await seat(here, talk, places, anyway);
    } catch (thrown) {
      return answer(thrown, places, done);
    }
    toast(done, { undo: () => takeBack(talk, places) });
    return true;
  }

  function answer(thrown: unknown, places: readonly Place[], done: string): boolean {
    const text = crowded(thrown);
    if (text) {
      const no = () => setQuestion(null);
      const yes = () => carryOut(places, done, true).then(no);
      setQuestion({ text, yes, no });
      return true;
    }
    setError(thrown);
    if (thrown instanceof ProblemError && thrown.status === 409) void room.refresh();
    return false;
  }

  async function takeBack(talk: Schema<"TalkView">, places: readonly Place[]): Promise<void> {
    try {
      await seat(here, talk, back(places), true);
    } catch (thrown) {
      setError(thrown);
      void room.refresh();
    }
  }

  return {
    question,
    error,
    move: (guest, table) =>
      carryOut([place(guest, table)], `${guest.person.name} sits at table ${table} now.`),
    swap: (one, other) =>
      carryOut(swap(one, other), `${one.person.name} and ${other.person.name} have changed places.`),
  };
}
