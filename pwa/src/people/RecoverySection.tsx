import { useState } from "preact/hooks";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { request } from "../live/api";
import { Button } from "../ui/Button";
import { CopyButton } from "../ui/CopyButton";
import { ErrorNote } from "../ui/ErrorNote";
import { useAttempt } from "../ui/useAttempt";

/** The code that brings one back on another phone; fetched when asked for, and kept nowhere. */
export function RecoverySection() {
  const here = useHere();
  const [code, setCode] = useState<string | null>(null);
  const { error, attempt } = useAttempt();

  function show() {
    return attempt(async () => {
      const answer = await request<Schema<"RecoveryCode">>("GET", here.path("/me/recovery"));
      setCode(answer.code);
    });
  }

  return (
    <section class="stack-tight">
      <h2>Your recovery code</h2>
      <p>There is no password: this code brings you back on another phone, or after clearing this one.</p>
      {code === null ? (
        <div>
          <Button onClick={show}>Show it</Button>
        </div>
      ) : (
        <>
          <p class="kept-code figures" role="status">
            {code}
          </p>
          <div class="row">
            <CopyButton text={code} label="Copy the recovery code" />
            <Button kind="text" onClick={() => setCode(null)}>
              Hide it
            </Button>
          </div>
        </>
      )}
      {error !== null && <ErrorNote error={error} />}
    </section>
  );
}
