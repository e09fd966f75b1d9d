import { useState } from "preact/hooks";

interface Attempt {
  /** What was thrown by the last attempt, for an `ErrorNote`; null while all is well. */
  error: unknown;
  /** Does something that may fail; resolves to false when it did. */
  attempt: (act: () => Promise<unknown>) => Promise<boolean>;
}

/** For what is asked at once or not at all (a check-in, a card passed): what happened stays in sight. */
export function useAttempt(): Attempt {
  const [error, setError] = useState<unknown>(null);
  async function attempt(act: () => Promise<unknown>): Promise<boolean> {
    setError(null);
    try {
      await act();
      return true;
    } catch (thrown) {
      setError(thrown);
      return false;
    }
  }
  return { error, attempt };
}
