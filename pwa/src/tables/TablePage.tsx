import { useEffect, useState } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { ProblemError, request } from "../live/api";
import { useStream } from "../live/useStream";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { ErrorNote } from "../ui/ErrorNote";
import { tableWords } from "../ui/marks";
import { Page } from "../ui/Page";
import { Skeleton } from "../ui/Skeleton";
import { TableMark } from "../ui/TableMark";
import { LeaveTalkSheet } from "./LeaveTalkSheet";
import { OpenTableLines } from "./OpenTableLines";
import { followOpenTables, sitDown } from "./openTables";
import { checkIn } from "./requests";
import { StartTable } from "./StartTable";
import { openTalks } from "./store";
import "./tables.css";
import { TypedWord } from "./TypedWord";
import { useSitDown } from "./useSitDown";

/** Where the card of a table leads, or the word of an open one: to a chair there, else to what is on elsewhere. */
export default function TablePage() {
  const here = useHere();
  const { route } = useLocation();
  const { table = "" } = useRoute().params;
  const number = /^\d+$/.test(table) ? Number(table) : 0;
  const [nothing, setNothing] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const open = useSitDown();

  /** Whoever scans a card is here: they get a chair at an open table, or are checked in where a host's plan says where. */
  async function come(): Promise<void> {
    setError(null);
    setNothing(false);
    if (number === 0) return sit(table);
    try {
      const { talk, code } = await request<Schema<"HallTable">>("GET", here.path(`/tables/${number}`));
      if (code) return await sit(code);
      if (!talk) return setNothing(true);
      await checkIn(here, talk.id);
      route(here.link(`/talks/${talk.id}`), true);
    } catch (thrown) {
      setError(thrown);
    }
  }

  const sit = (code: string) => open.sit((leaving) => sitDown(here, code, leaving));

  useEffect(() => {
    void come();
  }, [here, table]);

  const failed = error ?? open.error;
  const refused = failed instanceof ProblemError && !failed.isPassing ? failed : null;
  return (
    <Page title={number > 0 ? `Table ${number}` : "Pull up a chair"} back={here.link("/tables")}>
      {number > 0 && (
        <p class="place-words">
          <TableMark number={number} /> {tableWords(number)}
        </p>
      )}
      {refused ? (
        <Elsewhere problem={refused} word={number > 0 ? null : table} />
      ) : failed !== null ? (
        <ErrorNote error={failed} retry={come} />
      ) : nothing ? (
        <Nothing number={number} />
      ) : (
        <Skeleton />
      )}
      {open.leaving && (
        <LeaveTalkSheet
          leaving={open.leaving}
          error={open.error}
          onClose={() => route(here.link("/tables"), true)}
        />
      )}
    </Page>
  );
}

interface ElsewhereProps {
  problem: ProblemError;
  /** What led here, if it was no number. */
  word: string | null;
}

/** There is no chair at that table: those that have one, and the word once more, which may have been misheard. */
function Elsewhere({ problem, word }: ElsewhereProps) {
  const here = useHere();
  const list = useStream(() => followOpenTables(here), `${here.slug}/${here.personId}`);
  const tables = list.state.value?.tables ?? [];
  return (
    <>
      <Empty title={problem.detail}>
        <p>Sit down elsewhere, or start a table of your own.</p>
      </Empty>
      {tables.length > 0 && (
        <section class="stack-tight">
          <h2>Free chairs elsewhere</h2>
          <OpenTableLines tables={tables} />
        </section>
      )}
      {word !== null && <TypedWord key={word} tried={word} />}
      <StartTable />
    </>
  );
}

/** Nothing is on at this table: it can be started, and there is what is on elsewhere. */
function Nothing({ number }: { number: number }) {
  const here = useHere();
  const talks = useStream(() => openTalks(here), `${here.slug}/talks`);
  const on = talks.state.value?.talks.filter(({ phase }) => phase !== "ended") ?? [];
  return (
    <>
      <Empty title="No table talk is on here at the moment">
        <p>
          {on.length > 0
            ? "Sit down all the same, or join one that is on at other tables."
            : "Sit down all the same, and begin one yourselves: six chairs, a card to talk about, and no host."}
        </p>
        {on.map((talk) => (
          <Button key={talk.id} wide href={here.link(`/talks/${talk.id}`)}>
            {talk.title}, from table {talk.first_table}
          </Button>
        ))}
      </Empty>
      <StartTable number={number} />
    </>
  );
}
