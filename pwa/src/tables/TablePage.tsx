import { useEffect, useState } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { request } from "../live/api";
import { useStream } from "../live/useStream";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { ErrorNote } from "../ui/ErrorNote";
import { tableWords } from "../ui/marks";
import { Page } from "../ui/Page";
import { Skeleton } from "../ui/Skeleton";
import { TableMark } from "../ui/TableMark";
import { checkIn } from "./requests";
import { openTalks } from "./store";
import "./tables.css";

/** Where the card of a table leads: into the talk that is on there, or to what is on elsewhere. */
export default function TablePage() {
  const here = useHere();
  const { route } = useLocation();
  const number = Number(useRoute().params.table);
  const [nothing, setNothing] = useState(false);
  const [error, setError] = useState<unknown>(null);

  /** Whoever scans a card is here: they are checked in, and seated when the host's plan says where. */
  async function come(): Promise<void> {
    setError(null);
    try {
      const { talk } = await request<Schema<"HallTable">>("GET", here.path(`/tables/${number}`));
      if (!talk) return setNothing(true);
      await checkIn(here, talk.id);
      route(here.link(`/talks/${talk.id}`), true);
    } catch (thrown) {
      setError(thrown);
    }
  }

  useEffect(() => {
    void come();
  }, [here, number]);

  return (
    <Page title={`Table ${number}`} back={here.link("")}>
      <p class="place-words">
        <TableMark number={number} /> {tableWords(number)}
      </p>
      {error !== null ? <ErrorNote error={error} retry={come} /> : nothing ? <Nothing /> : <Skeleton />}
    </Page>
  );
}

/** No talk is on at this table: what is on elsewhere, and what to do meanwhile. */
function Nothing() {
  const here = useHere();
  const talks = useStream(() => openTalks(here), `${here.slug}/talks`);
  const on = talks.state.value?.talks.filter(({ phase }) => phase !== "ended") ?? [];
  return (
    <Empty title="No table talk is on here at the moment">
      <p>
        {on.length > 0
          ? "Sit down all the same, or join one that is on at other tables."
          : "Sit down all the same: when a host opens a talk, it comes up on the first page."}
      </p>
      {on.map((talk) => (
        <Button key={talk.id} wide href={here.link(`/talks/${talk.id}`)}>
          {talk.title}, from table {talk.first_table}
        </Button>
      ))}
      <Button kind={on.length > 0 ? "text" : "primary"} wide href={here.link("/meet")}>
        People to meet
      </Button>
    </Empty>
  );
}
