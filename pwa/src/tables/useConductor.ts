import { useSignal } from "@preact/signals";
import { useState } from "preact/hooks";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { ProblemError } from "../live/api";
import type { Stream } from "../live/stream";
import { toast } from "../ui/toast";
import { type Command, command, faster, type Move, send } from "./conduct";
import { applyToRoom } from "./store";

interface Conductor {
  /**
   * Carries out a move on the talk as this host sees it. It waits for the one before, and is let be if that is the
   * same, or fails.
   */
  move: (move: Move) => Promise<void>;
  /** The move that is on its way; null while none is. */
  moving: Move | null;
  /** Why the last move was not carried out, or may not have been. */
  error: unknown;
  /** Sends the last move again under its name; null where that makes no sense. */
  again: (() => Promise<void>) | null;
}

/** A host's hands: moves are sent until they are answered, and who comes second sees how it is now. */
export function useConductor(room: Stream<Schema<"RoomSnapshot">>): Conductor {
  const here = useHere();
  const [last, setLast] = useState<Command | null>(null);
  const [error, setError] = useState<unknown>(null);
  const onItsWay = useSignal<{ move: Move; succeeds: Promise<boolean> } | null>(null);

  async function attempt(talk: string, wanted: Command): Promise<boolean> {
    setLast(wanted);
    setError(null);
    try {
      const answer = await send(here, talk, wanted);
      room.amend((state) => applyToRoom(state, { type: "tables.talk_moved", data: { talk: answer } }));
      return true;
    } catch (thrown) {
      const second = faster(thrown);
      if (second) toast(second);
      else setError(thrown);
      await room.refresh();
      return false;
    } finally {
      onItsWay.value = null;
    }
  }

  async function carryOut(talk: string, wanted: Command): Promise<void> {
    const succeeds = attempt(talk, wanted);
    onItsWay.value = { move: wanted.move, succeeds };
    await succeeds;
  }

  // The fact of a move can be quicker than its answer, and a host who sees it taps on.
  async function move(wanted: Move): Promise<void> {
    while (onItsWay.value) {
      if (onItsWay.value.move === wanted || !(await onItsWay.value.succeeds)) return;
    }
    const talk = room.state.peek()?.talk;
    if (talk) await carryOut(talk.id, command(talk, wanted));
  }

  const passing = error instanceof ProblemError && error.isPassing;
  const talk = room.state.value?.talk;
  return {
    moving: onItsWay.value?.move ?? null,
    error,
    again: passing && talk && last ? () => carryOut(talk.id, last) : null,
    move,
  };
}
