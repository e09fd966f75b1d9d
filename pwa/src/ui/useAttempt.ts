import { useState } from "preact/hooks";

interface Attempt {
  /** What was thrown by the last attempt, for an `ErrorNote`; null while all is well. */
  error: unknown;
  /** It is being tried: for the button of a form, so that nothing is sent twice. */
  busy: boolean;
  /** Does something that may fail; resolves to false when it did. */
  attempt: (act: () => Promise<unknown>) => Promise<boolean>;
}

/** For what is asked at once or not at all (a check-in, a card passed): what happened stays in sight. */
export function useAttempt(): Attempt {
  const [error, setError] = useState<unknown>(null);
  const [trying, setTrying] = useState(0);
  async function attempt(act: () => Promise<unknown>): Promise<boolean> {
    setError(null);
    setTrying((count) => count + 1);
    try {
      await act();
      return true;
    } catch (thrown) {
      setError(thrown);
      return false;
    } finally {
      setTrying((count) => count - 1);
    }
  }
  return { error, busy: trying > 0, attempt };
}
