import { useState } from "preact/hooks";
import { Button } from "./Button";
import { ErrorNote } from "./ErrorNote";
import { Field } from "./Field";
import { useAttempt } from "./useAttempt";

interface TypedConfirmProps {
  /** The word to type: "leave". */
  word: string;
  /** On the button: "Leave and delete everything". */
  act: string;
  /** Does it; throws ProblemError. */
  onConfirm: () => Promise<unknown>;
  /** What has not happened when it fails: "You are still here." */
  kept: string;
}

/** For what cannot be taken back: a word to type before the button works. */
export function TypedConfirm({ word, act, onConfirm, kept }: TypedConfirmProps) {
  const [typed, setTyped] = useState("");
  const [early, setEarly] = useState(false);
  const { error, attempt } = useAttempt();
  const agreed = typed.trim().toLowerCase() === word;

  async function confirm(event: Event) {
    event.preventDefault();
    setEarly(!agreed);
    if (agreed) await attempt(onConfirm);
  }

  return (
    <form class="stack" onSubmit={confirm}>
      <Field
        label={`Type “${word}” to confirm`}
        value={typed}
        onInput={setTyped}
        error={early && !agreed ? `Only the word “${word}”, then once more.` : undefined}
        autocomplete="off"
        autoCapitalize="off"
      />
      {error !== null && <ErrorNote error={error} kept={kept} />}
      <Button kind="danger" wide onClick={confirm}>
        {act}
      </Button>
    </form>
  );
}
