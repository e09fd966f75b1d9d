import { useEffect, useState } from "preact/hooks";
import { useHere } from "../app/here";
import { dropDrafts } from "../live/drafts";
import type { Stream } from "../live/stream";
import { Means } from "../moderation/Means";
import { Button } from "../ui/Button";
import { State } from "../ui/State";
import { TableMark } from "../ui/TableMark";
import { ReportSheet } from "./ReportSheet";
import { TakeawayForm, Words } from "./TakeawayForm";
import { standingOf, type Takeaways, withOwn } from "./takeaways";

interface TakenAwayProps {
  talk: string;
  stream: Stream<Takeaways>;
}

/** What the tables took away at which one sat: still to be finished, or where it stands. */
export function OwnTakeaways({ talk, stream }: TakenAwayProps) {
  const here = useHere();
  const own = stream.state.value?.own ?? [];
  const open = own.some((one) => one.open);
  const known = stream.state.value !== null;
  useEffect(() => {
    if (known && !open) dropDrafts(here.slug, "takeaway/");
  }, [known, open]);

  const shown = own.filter(({ open, line }) => open || line);
  if (shown.length === 0) return null;
  return (
    <section class="stack-tight">
      <h2>What does your table take away?</h2>
      {own.some(({ open, state }) => open && !state) && (
        <p class="quiet">For two minutes more this is between you. Then an organiser reads it.</p>
      )}
      <ul class="neighbours">
        {shown.map((one) => {
          const standing = standingOf(one);
          return (
            <li key={one.table_id} class="stack-tight">
              <p class="row">
                <span class="quiet small">
                  Round {one.round}, table {one.number}
                </span>
                {standing && <State word={standing.word} kind={standing.kind} />}
              </p>
              {standing && (
                <p role="status">
                  <Means {...standing} />
                </p>
              )}
              {one.open ? (
                <TakeawayForm
                  table={{ talk, id: one.table_id }}
                  line={one.line}
                  done={(changed) => stream.amend((known) => withOwn(known, changed))}
                />
              ) : (
                one.line && <Words text={one.line.text} />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What all tables took away, as far as organisers have read it; nobody's name is beside it. */
export function AllTakeaways({ stream }: Pick<TakenAwayProps, "stream">) {
  const [reported, setReported] = useState<string | null>(null);
  const all = stream.state.value?.takeaways ?? [];
  const own = new Set(stream.state.value?.own.map(({ line }) => line?.id));
  if (all.length === 0) return null;
  return (
    <section class="stack-tight">
      <h2>What the tables took away</h2>
      <ul class="neighbours">
        {all.map(({ id, number, round, text }) => (
          <li key={id} class="stack-tight">
            <p class="row">
              <TableMark number={number} size="1.25rem" />
              <span class="quiet small">
                Table {number}, round {round}
              </span>
              {!own.has(id) && (
                <span class="push">
                  <Button
                    kind="text"
                    label={`Report what table ${number} took away from round ${round}`}
                    onClick={() => setReported(id)}
                  >
                    Report
                  </Button>
                </span>
              )}
            </p>
            <Words text={text} />
          </li>
        ))}
      </ul>
      <ReportSheet kind="takeaway" subject={reported} onClose={() => setReported(null)} />
    </section>
  );
}
