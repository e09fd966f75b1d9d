import { useHere } from "../app/here";
import type { Stream } from "../live/stream";
import { useAttempt } from "../ui/useAttempt";
import { checkIn } from "./requests";
import type { TalkState } from "./store";

interface ComeIn {
  /** Checks in, and resolves to whether that was heard. */
  come: () => Promise<boolean>;
  /** Why it was not, for an `ErrorNote`; null while all is well. */
  error: unknown;
}

/** Saying "I’m here" in a talk: asked at once or not at all, and shown as soon as it is answered. */
export function useComeIn(stream: Stream<TalkState>, talk: string): ComeIn {
  const here = useHere();
  const { error, attempt } = useAttempt();
  const come = () =>
    attempt(async () => {
      const answer = await checkIn(here, talk);
      stream.amend((known) => ({ ...answer, number: known.number }));
    });
  return { come, error };
}
