import { useState } from "preact/hooks";
import { useEnded, useHere, useRole } from "../app/here";
import { EndedNotice } from "../conferences/EndedNotice";
import type { Schema } from "../contract/types";
import { useStream } from "../live/useStream";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { Icon } from "../ui/Icon";
import { Loaded } from "../ui/Loaded";
import { Page } from "../ui/Page";
import { State } from "../ui/State";
import { CloseTableSheet } from "./CloseTableSheet";
import { OpenTableLines, OpenTableWords } from "./OpenTableLines";
import { followOpenTables, takenWords } from "./openTables";
import { StartTable } from "./StartTable";
import { TypedWord } from "./TypedWord";

/** The tables of the coffee bar: start one, sit down at one, or say the word that somebody has said. */
export default function OpenTablesPage() {
  const here = useHere();
  const ended = useEnded();
  const list = useStream(() => followOpenTables(here), `${here.slug}/${here.personId}`);
  const mine = list.state.value?.mine;
  return (
    <Page
      title="Pull up a chair"
      back={here.link("")}
      act={
        mine ? (
          <Button kind="primary" wide href={here.link(`/tables/${mine.id}`)}>
            Back to your table
          </Button>
        ) : (
          <StartTable />
        )
      }
    >
      <EndedNotice />
      <Loaded stream={list}>{(state) => <Tables state={state} />}</Loaded>
      {!ended && <TypedWord />}
    </Page>
  );
}

function Tables({ state: { tables, mine, others } }: { state: Schema<"OpenTableList"> }) {
  const { link } = useHere();
  const host = useRole("host");
  const ended = useEnded();
  const theirs = tables.filter(({ id }) => id !== mine?.id);
  if (ended) return null;
  return (
    <>
      {mine && (
        <section class="stack-tight">
          <h2>You sit here</h2>
          <a class="open-table open-table-mine" href={link(`/tables/${mine.id}`)}>
            <OpenTableWords table={mine}>
              <State word={takenWords(mine.people, mine.chairs)} />
            </OpenTableWords>
            <Icon name="next" />
          </a>
        </section>
      )}
      {theirs.length > 0 ? (
        <section class="stack-tight">
          <h2>Free chairs</h2>
          <OpenTableLines tables={theirs} />
        </section>
      ) : (
        !mine && (
          <Empty title="No table has a free chair at the moment">
            <p>Start one. Others find it here, and you can show them the way with a word or a code.</p>
          </Empty>
        )
      )}
      {host && <ForHosts tables={[...tables, ...others]} />}
    </>
  );
}

/** Every table that is on, for those who look after the room. */
function ForHosts({ tables }: { tables: readonly Schema<"OpenTableName">[] }) {
  const [closing, setClosing] = useState<Schema<"OpenTableName"> | null>(null);
  if (tables.length === 0) return null;
  return (
    <details class="more">
      <summary>For hosts: close a table</summary>
      <ul class="open-tables-on">
        {tables.map((table) => (
          <li key={table.id}>
            <Button label={`Close ${table.title}`} onClick={() => setClosing(table)}>
              {table.title}
              {table.number > 0 && `, table ${table.number}`}
            </Button>
          </li>
        ))}
      </ul>
      {closing && <CloseTableSheet table={closing} onClose={() => setClosing(null)} />}
    </details>
  );
}
