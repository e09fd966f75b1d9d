import { useState } from "preact/hooks";
import { type Key, tidyCode } from "../people/door";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Page } from "../ui/Page";

interface CodePageProps {
  /** The key that has just been tried and opens nothing, or null. */
  tried: Key | null;
  problem: string | undefined;
  /** Try the same key once more. */
  again: (key: Key) => Promise<void>;
}

/** Asks for the code on the poster. A code goes into the address, so that reloading the page loses nothing; not into the history, as it may be wrong. */
export function CodePage({ tried, problem, again }: CodePageProps) {
  const scanned = tried !== null && "token" in tried;
  const [typed, setTyped] = useState(tried && "code" in tried ? tried.code : "");
  const [missing, setMissing] = useState(false);

  function goIn(event: Event) {
    event.preventDefault();
    const code = tidyCode(typed);
    setMissing(code === "");
    if (code === "") return;
    if (location.hash === `#${code}`) void again({ code });
    else location.replace(`#${code}`);
  }

  return (
    <Page
      title="Enter the code"
      back="/"
      act={
        <Button kind="primary" wide onClick={goIn}>
          Go in
        </Button>
      }
    >
      {scanned && (
        <p>
          What you scanned opens nothing any more: the poster may be an old one. Perhaps somebody near you has
          the code as it is now.
        </p>
      )}
      <form onSubmit={goIn}>
        <Field
          label="Code"
          value={typed}
          onInput={setTyped}
          hint="Eight letters and digits, under the QR code on the poster."
          error={missing ? "The code is missing." : scanned ? undefined : problem}
          autocomplete="off"
          autoCapitalize="characters"
        />
      </form>
      <p class="quiet">
        Were you here before? <a href="/back">Come back with your recovery code</a>
      </p>
    </Page>
  );
}
