import { useState } from "preact/hooks";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { countCharacters, Field } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { useAttempt } from "../ui/useAttempt";

const LONGEST = 300;

interface AppealProps {
  /** What one has answered, once one has, and what an organiser said to that. */
  appeal: string | null;
  answer: string | null;
  send: (words: string) => Promise<void>;
}

/** What somebody who is muted or banned can answer, once; then what they answered, and what came of it. */
export function Appeal({ appeal, answer, send }: AppealProps) {
  if (appeal === null) return <AppealForm send={send} />;
  return (
    <>
      <p>You answered{answer === null && ", and the organisers have it"}:</p>
      <Notice>
        <p dir="auto">{appeal}</p>
      </Notice>
      {answer !== null && (
        <>
          <p>An organiser wrote back:</p>
          <Notice kind="next" live>
            <p dir="auto">{answer}</p>
          </Notice>
        </>
      )}
    </>
  );
}

function AppealForm({ send }: Pick<AppealProps, "send">) {
  const [words, setWords] = useState("");
  const [flaw, setFlaw] = useState<string>();
  const { error, busy, attempt } = useAttempt();

  async function answer(event: Event) {
    event.preventDefault();
    const own = words.trim();
    if (!own) return setFlaw("Write a sentence first.");
    if (countCharacters(own) > LONGEST) return;
    await attempt(() => send(own));
  }

  return (
    <form class="stack" onSubmit={answer}>
      <Field
        label="Is that not how it was?"
        hint="You can answer once. All organisers read it."
        value={words}
        onInput={(typed) => {
          setWords(typed);
          setFlaw(undefined);
        }}
        error={flaw}
        max={LONGEST}
        multiline
      />
      {error !== null && <ErrorNote error={error} kept="What you typed is still here." />}
      <Button kind="primary" type="submit" wide busy={busy}>
        Answer them
      </Button>
    </form>
  );
}
