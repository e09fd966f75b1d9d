import { useEffect, useState } from "preact/hooks";
import { useHere } from "../app/here";
import { ProblemError } from "../live/api";
import { unsent } from "../live/edits";
import { useEdits } from "../live/useEdits";
import { Button } from "../ui/Button";
import { Choices } from "../ui/Choice";
import { ErrorNote } from "../ui/ErrorNote";
import { Field } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { toast } from "../ui/toast";
import { useAttempt } from "../ui/useAttempt";
import { type Flagging, fetchFlagging, flawOf, KINDS, sayFlagging, typed } from "./flagging";

/** What organisers are made aware of while they read; fetched with the page's last sections. */
export function FlagsSection() {
  const here = useHere();
  const [said, setSaid] = useState<Flagging | null>(null);
  const { error, attempt } = useAttempt();
  const fetch = () => attempt(async () => setSaid(await fetchFlagging(here)));
  useEffect(() => void fetch(), []);

  return (
    <section class="setting" aria-labelledby="flags-heading">
      <h2 id="flags-heading">What is flagged</h2>
      <p class="quiet small">
        A flag marks a passage and says why, to organisers alone. It decides nothing: you do.
      </p>
      {said && <Wanting before={said} onSaid={setSaid} />}
      {error !== null && <ErrorNote error={error} retry={fetch} />}
    </section>
  );
}

function Wanting({ before, onSaid }: { before: Flagging; onSaid: (now: Flagging) => void }) {
  const here = useHere();
  const my = useEdits(here.slug, "flagging", typed(before));
  const [overtaken, setOvertaken] = useState(false);
  const { error, busy, attempt } = useAttempt();
  const flaws = { words: flawOf(my.view.words), passes: flawOf(my.view.passes) };

  function save(event: Event) {
    event.preventDefault();
    if (flaws.words || flaws.passes) return;
    const sent = my.view;
    void attempt(async () => {
      try {
        const now = await sayFlagging(here, before, sent);
        my.replace(unsent(typed(now), my.latest(), sent));
        onSaid(now);
        setOvertaken(false);
        toast("Saved. What waits is looked at once more.");
      } catch (problem) {
        if (!(problem instanceof ProblemError) || problem.code !== "version-conflict") throw problem;
        onSaid(await fetchFlagging(here));
        setOvertaken(true);
      }
    });
  }

  return (
    <form class="stack" onSubmit={save} noValidate>
      <Choices
        legend="Flag"
        values={my.view.kinds}
        onChange={(kinds) => my.change("kinds", kinds)}
        options={KINDS}
      />
      <Field
        label="Words of your own to flag"
        hint="One a line. A star at its end stands for whatever follows: head hunt*"
        value={my.view.words}
        onInput={(words) => my.change("words", words)}
        error={flaws.words}
        multiline
      />
      <Field
        label="Words never to flag"
        hint="One a line, as they are written."
        value={my.view.passes}
        onInput={(passes) => my.change("passes", passes)}
        error={flaws.passes}
        multiline
      />
      {overtaken && my.dirty && (
        <Notice kind="next" live>
          <p>Another organiser changed this a moment ago. Save again to have it as it is here.</p>
        </Notice>
      )}
      {error !== null && <ErrorNote error={error} kept="What you typed is still here." />}
      {my.dirty && (
        <div class="row">
          <Button type="submit" kind="primary" busy={busy}>
            Save
          </Button>
          <Button kind="text" onClick={() => my.replace({})}>
            Put it back
          </Button>
        </div>
      )}
    </form>
  );
}
