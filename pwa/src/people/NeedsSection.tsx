import { useEffect, useRef, useState } from "preact/hooks";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { ProblemError } from "../live/api";
import { Button } from "../ui/Button";
import { Choice, Choices } from "../ui/Choice";
import { ErrorNote } from "../ui/ErrorNote";
import { Notice } from "../ui/Notice";
import { toast } from "../ui/toast";
import { useAttempt } from "../ui/useAttempt";
import { fetchMine, type Need, SIDES, type Side, same, sayNeeds, sideOf, TABLES, withSide } from "./needs";

/** Where the link beside a talk leads. */
export const NEEDS = "needs";
const NEITHER = "";

function options<V extends string>(words: Readonly<Record<V, string>>) {
  return (Object.entries(words) as [V, string][]).map(([value, label]) => ({ value, label }));
}

/** What one needs to sit well; fetched when asked for, and kept nowhere on the phone. */
export function NeedsSection() {
  const here = useHere();
  const [said, setSaid] = useState<Schema<"OwnNeeds"> | null>(null);
  const { error, attempt } = useAttempt();
  const section = useRef<HTMLElement>(null);
  const open = () => attempt(async () => setSaid(await fetchMine(here)));

  useEffect(() => {
    if (location.hash !== `#${NEEDS}`) return;
    section.current?.scrollIntoView({ block: "start" });
    void open();
  }, []);

  return (
    <section class="stack" id={NEEDS} ref={section}>
      <div class="stack-tight">
        <h2>To sit well</h2>
        <p>
          Say what you need at a table, if anything. You are seated by it, and organisers see it, so that they
          can prepare the room. Hosts do not, nor does your table; it goes when you leave.
        </p>
      </div>
      {said ? (
        <Saying before={said} />
      ) : (
        <div>
          <Button onClick={open}>Say what you need</Button>
        </div>
      )}
      {error !== null && <ErrorNote error={error} />}
    </section>
  );
}

function Saying({ before }: { before: Schema<"OwnNeeds"> }) {
  const here = useHere();
  const [said, setSaid] = useState(before);
  const [needs, setNeeds] = useState<Need[]>([...before.needs]);
  const [overtaken, setOvertaken] = useState(false);
  const { error, attempt } = useAttempt();

  function save() {
    return attempt(async () => {
      try {
        setSaid(await sayNeeds(here, said, needs));
        setOvertaken(false);
        toast("Saved. It counts from the next round on.");
      } catch (problem) {
        if (!(problem instanceof ProblemError) || problem.code !== "version-conflict") throw problem;
        setSaid(await fetchMine(here));
        setOvertaken(true);
      }
    });
  }

  return (
    <>
      <Choices<Need>
        legend="I need"
        values={needs}
        onChange={setNeeds}
        options={options(TABLES)}
        hint="With an interpreter, a chair beside you is kept free."
      />
      <Choice<Side | typeof NEITHER>
        legend="I hear better"
        value={sideOf(needs) ?? NEITHER}
        onChange={(side) => setNeeds(withSide(needs, side || null))}
        options={[...options(SIDES), { value: NEITHER, label: "No difference" }]}
        hint="You get a quiet table where there is room, and choose your chair there."
      />
      {overtaken && !same(needs, said.needs) && (
        <Notice kind="next" live>
          <p>Another phone of yours changed this a moment ago. Save again to have it as it is here.</p>
        </Notice>
      )}
      {error !== null && <ErrorNote error={error} kept="What you chose is still here." />}
      {!same(needs, said.needs) && (
        <div>
          <Button onClick={save}>Save what I need</Button>
        </div>
      )}
    </>
  );
}
