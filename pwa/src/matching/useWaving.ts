import { useHere } from "../app/here";
import { ProblemError } from "../live/api";
import type { Stream } from "../live/stream";
import { toast } from "../ui/toast";
import { type Meet, mark, unwaved, withoutPerson } from "./meetStore";
import { type Connection, notNow, takeBack, wave } from "./requests";

/** What one can do about somebody. All of it is asked at once or not at all: a late wave would puzzle. */
export interface Waving {
  wave: (personId: string) => Promise<void>;
  takeBack: (personId: string) => Promise<void>;
  notNow: (personId: string) => Promise<void>;
  /** They have been blocked: nothing of theirs is shown any more. */
  blocked: (personId: string) => void;
}

/** Waving, shown as done at once, and taken back with a sentence if it did not arrive. */
export function useWaving(meet: Stream<Meet>, onConnected: (connection: Connection) => void): Waving {
  const here = useHere();

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

  return {
    async wave(personId) {
      meet.amend((state) => mark(state, personId, true));
      const went = await attempt(async () => {
        const { connection } = await wave(here, personId);
        if (!connection) return;
        meet.amend((state) => withoutPerson(state, personId));
        onConnected(connection);
      }, "No signal. Your wave has not gone out. Try again in a moment.");
      if (!went) meet.amend((state) => mark(state, personId, false));
    },
    async takeBack(personId) {
      const lost = "No signal. Your wave is still there. Try again in a moment.";
      if (await attempt(() => takeBack(here, personId), lost))
        meet.amend((state) => unwaved(state, personId));
    },
    async notNow(personId) {
      const lost = "No signal. Nothing has changed. Try again in a moment.";
      if (await attempt(() => notNow(here, personId), lost)) {
        meet.amend((state) => withoutPerson(state, personId));
      }
    },
    blocked: (personId) => meet.amend((state) => withoutPerson(state, personId)),
  };
}
