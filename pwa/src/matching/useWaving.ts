import { useContext, useRef, useState } from "preact/hooks";
import { useHere } from "../app/here";
import { ProblemError } from "../live/api";
import { freshly } from "../live/freshly";
import type { Stream } from "../live/stream";
import { toast } from "../ui/toast";
import * as store from "./meetStore";
import { bringBack, type HowLong, putAside, takeBack, wave } from "./requests";
import { WavesContext, withConnection } from "./wavesStore";

/** How long a wave waits for a signal. Later it would puzzle whom it is meant for. */
export const WAVE_WAITS_MS = 30_000;

/** What one can do about somebody. All of it happens soon or not at all. */
export interface Waving {
  wave: (personId: string) => Promise<void>;
  /** Waits for a signal, which is soon over. */
  waits: (personId: string) => boolean;
  /** Let a wave that waits for a signal be. */
  letBe: (personId: string) => void;
  takeBack: (personId: string) => Promise<void>;
  putAside: (person: { id: string; name: string }, howLong: HowLong) => Promise<void>;
  /** They have been blocked: nothing of theirs is shown any more. */
  blocked: (personId: string) => void;
}

/** Waving, shown as done at once, and taken back with a sentence if it did not arrive. */
export function useWaving(meet: Stream<store.Meet>): Waving {
  const here = useHere();
  const waves = useContext(WavesContext);
  const [waiting, setWaiting] = useState<readonly string[]>([]);
  const trying = useRef(new Map<string, AbortController>());

  async function attempt(act: () => Promise<unknown>, lost: string): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      toast(error.code === "no-signal" ? lost : error.detail);
      return false;
    }
  }

  async function bringThemBack(personId: string): Promise<void> {
    const lost = "No signal. They are still put aside. Look under Me when there is some.";
    if (await attempt(() => bringBack(here, personId), lost))
      meet.amend((state) => store.broughtBack(state, personId));
  }

  return {
    async wave(personId) {
      const control = new AbortController();
      trying.current.set(personId, control);
      const lost = control.signal;
      meet.amend((state) => store.mark(state, personId, true));
      try {
        const { connection } = await freshly(() => wave(here, personId), {
          within: WAVE_WAITS_MS,
          signal: lost,
          onWaiting() {
            meet.amend((state) => store.mark(state, personId, false));
            setWaiting((all) => [...all.filter((one) => one !== personId), personId]);
          },
        });
        // Their own wave, if there was one, has been answered, or has run out meanwhile.
        meet.amend((state) => store.mark(store.withoutWaveOf(state, personId), personId, true));
        if (!connection) return;
        meet.amend((state) => store.withoutPerson(state, personId));
        waves?.amend((state) => withConnection(state, connection));
      } catch (error) {
        meet.amend((state) => store.mark(state, personId, false));
        if (!(error instanceof ProblemError)) throw error;
        if (error.code !== "no-signal") toast(error.detail);
        else if (!lost.aborted)
          toast("No signal, so your wave has not gone out. Wave again when there is some.");
      } finally {
        trying.current.delete(personId);
        setWaiting((all) => all.filter((one) => one !== personId));
      }
    },
    waits: (personId) => waiting.includes(personId),
    letBe: (personId) => trying.current.get(personId)?.abort(),
    async takeBack(personId) {
      const lost = "No signal. Your wave is still there. Try again in a moment.";
      if (await attempt(() => takeBack(here, personId), lost))
        meet.amend((state) => store.unwaved(state, personId));
    },
    async putAside({ id, name }, howLong) {
      const before = meet.state.value;
      meet.amend((state) => store.putAside(state, id));
      const lost = "No signal. Nothing has changed. Try again in a moment.";
      if (await attempt(() => putAside(here, id, howLong), lost)) {
        const said =
          howLong === "today"
            ? `Not now. ${name} may come up again tomorrow.`
            : `You and ${name} will not be suggested to each other again.`;
        toast(said, { undo: () => bringThemBack(id) });
      } else if (before) {
        meet.amend((state) => ({
          ...store.broughtBack(state, id),
          received: before.received,
          sent: before.sent,
        }));
      }
    },
    blocked: (personId) => meet.amend((state) => store.withoutPerson(state, personId)),
  };
}
