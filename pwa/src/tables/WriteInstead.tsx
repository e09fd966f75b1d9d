import { useState } from "preact/hooks";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { Button } from "../ui/Button";
import { Choice } from "../ui/Choice";
import { ErrorNote } from "../ui/ErrorNote";
import { Sheet } from "../ui/Sheet";
import { toast } from "../ui/toast";
import { useAttempt } from "../ui/useAttempt";
import { isSeated } from "./store";
import { letRoomWrite } from "./tableRequests";

/** Where a host lets one table, a round or the rest of a talk write in place of talking. */
export function WriteInstead({ state: { talk, tables } }: { state: Schema<"RoomSnapshot"> }) {
  const here = useHere();
  const [open, setOpen] = useState(false);
  const [where, setWhere] = useState("all");
  const { error, attempt } = useAttempt();
  const seated = isSeated(talk);
  const last = talk.round === talk.rounds;
  const options = [
    ...(seated ? [{ value: "all", label: "Every table in this round" }] : []),
    ...(last ? [] : [{ value: "onwards", label: seated ? "And in the rounds to come" : "Every table" }]),
    ...(seated ? tables.map(({ number }) => ({ value: String(number), label: `Table ${number}` })) : []),
  ];
  const chosen = options.find(({ value }) => value === where) ?? options[0];
  if (talk.phase === "ended" || !chosen) return null;

  async function choose(writes: boolean): Promise<void> {
    const table = Number(chosen?.value) || null;
    const done = await attempt(() =>
      letRoomWrite(here, talk.id, { writes, table, onwards: chosen?.value === "onwards" }),
    );
    if (!done) return;
    setOpen(false);
    toast(writes ? "Their phones ask them to write." : "Their phones let them talk.");
  }

  return (
    <>
      <Button kind="text" onClick={() => setOpen(true)}>
        Write instead of talking
      </Button>
      <Sheet open={open} title="Write instead of talking" onClose={() => setOpen(false)}>
        <div class="stack">
          <p>
            Each types an answer to the card, and all are read at once, in silence. For a quiet table, or a
            room that has talked enough.
          </p>
          <Choice legend="Where" options={options} value={chosen.value} onChange={setWhere} />
          {error !== null && <ErrorNote error={error} />}
          <Button kind="primary" wide onClick={() => choose(true)}>
            Let them write
          </Button>
          <Button wide onClick={() => choose(false)}>
            Let them talk
          </Button>
        </div>
      </Sheet>
    </>
  );
}
