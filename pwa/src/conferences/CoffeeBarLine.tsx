import { useEffect, useState } from "preact/hooks";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { request } from "../live/api";
import { State } from "../ui/State";
import { Line } from "./Line";

/** The way to the tables that anybody starts; for whoever sits at one, the way back to it. */
export function CoffeeBarLine() {
  const here = useHere();
  const [mine, setMine] = useState<Schema<"OpenTableLine"> | null>(null);

  useEffect(() => {
    request<Schema<"OpenTableList">>("GET", here.path("/open-tables")).then(
      (known) => setMine(known.mine),
      () => {}, // without signal the way to all tables, which says so
    );
  }, [here]);

  if (!mine)
    return <Line href={here.link("/tables")} icon="table" label="Pull up a chair in the coffee bar" />;
  return (
    <Line href={here.link(`/tables/${mine.id}`)} icon="table" label={mine.title}>
      <State word="You sit here" kind="next" />
    </Line>
  );
}
