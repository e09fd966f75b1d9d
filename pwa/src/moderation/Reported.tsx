import { useRef } from "preact/hooks";
import { useHere } from "../app/here";
import { useStream } from "../live/useStream";
import { State } from "../ui/State";
import { ReportedCase } from "./ReportedCase";
import { type Cases, openCases } from "./reports";
import "./reported.css";

/** What was reported, above the queue: what waits in full, what was decided folded away. */
export function Reported() {
  const here = useHere();
  const stream = useStream(() => openCases(here), here.slug);
  const cases = stream.state.value?.cases ?? [];
  const waiting = cases.filter((one) => one.waiting);
  const decided = cases.filter((one) => !one.waiting);
  const amend = (change: (known: Cases) => Cases) => stream.amend(change);
  const heading = useRef<HTMLHeadingElement>(null);
  /** The button that did it goes, and its case with it. */
  const settled = () => heading.current?.focus({ preventScroll: true });
  if (cases.length === 0) return null;
  return (
    <section class="stack" aria-label="Reported">
      <div role="status">
        <h2 ref={heading} tabIndex={-1} class={waiting.length === 0 ? "unseen" : undefined}>
          {waitingInWords(waiting.length)}
        </h2>
      </div>
      {waiting.map((one) => (
        <ReportedCase key={one.id} reported={one} amend={amend} refresh={stream.refresh} settled={settled} />
      ))}
      {decided.length > 0 && (
        <details>
          <summary>Reported before: {decided.length}</summary>
          <div class="stack">
            {decided.map((one) => (
              <ReportedCase
                key={one.id}
                reported={one}
                amend={amend}
                refresh={stream.refresh}
                settled={settled}
              />
            ))}
          </div>
        </details>
      )}
    </section>
  );
}

/** For the way there: how much of it waits. Nothing is more urgent. */
export function ReportedMark() {
  const here = useHere();
  const stream = useStream(() => openCases(here), here.slug);
  const waiting = stream.state.value?.cases.filter((one) => one.waiting).length ?? 0;
  return waiting > 0 ? <State word={`${waiting} reported`} kind="bad" /> : null;
}

function waitingInWords(count: number): string {
  if (count === 0) return "Nothing reported waits";
  return count === 1 ? "One thing is reported" : `${count} things are reported`;
}
