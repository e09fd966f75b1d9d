import { useEffect, useState } from "preact/hooks";
import { useHere } from "../app/here";
import { ProblemError } from "../live/api";
import { useDraft } from "../live/drafts";
import { useAttempt } from "../ui/useAttempt";
import { sameDeck } from "./deck";
import { type Deck, getDeck, saveDeck } from "./deckRequests";

/**
 * A deck under an organiser's hands: as the server keeps it, and as they want it, which stays on this phone until
 * it is saved or put back. `there` is undefined while it is fetched, and null where there is none (yet, or any more).
 */
export function useDeck(key: string) {
  const here = useHere();
  const draft = useDraft<Deck | null>(here.slug, `deck/${key}`, null);
  const [there, setThere] = useState<Deck | null | undefined>(undefined);
  const [saved, setSaved] = useState(false);
  const { error, attempt } = useAttempt();
  const mine = draft.value;

  const fetch = () =>
    attempt(async () => {
      try {
        setThere(await getDeck(here, key));
      } catch (thrown) {
        if (!(thrown instanceof ProblemError) || thrown.code !== "not-found") throw thrown;
        setThere(null);
      }
    });
  useEffect(() => void fetch(), [here.slug, key]);

  async function save(wanted: Deck): Promise<void> {
    const done = await attempt(async () => {
      try {
        setThere(await saveDeck(here, wanted));
        draft.clear();
      } catch (thrown) {
        if (!(thrown instanceof ProblemError) || thrown.code !== "version-conflict") throw thrown;
        setThere(thrown.params.deck as Deck | null);
      }
    });
    setSaved(done);
  }

  const dirty = mine !== null && !(there && sameDeck(mine, there));
  return {
    there,
    view: mine ?? there ?? null,
    dirty,
    saved: saved && !dirty,
    error,
    fetch,
    attempt,
    /** Somebody else has saved the deck, or deleted it, since this editor began. */
    clash: dirty && there !== undefined && mine.version !== (there?.version ?? 0),
    change(now: Deck): void {
      setSaved(false);
      draft.set(now);
    },
    putBack: () => draft.clear(),
    save: () => mine && save(mine),
    /** Save mine, over what somebody else made of it. */
    keepMine() {
      if (!mine) return undefined;
      const again = { ...mine, version: there?.version ?? 0 };
      draft.set(again);
      return save(again);
    },
  };
}
