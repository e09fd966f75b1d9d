import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { useHere } from "../app/here";
import type { KnownFact, Schema } from "../contract/types";
import { overhear } from "../live/socket";
import { tableWords } from "../ui/marks";
import { TableMark } from "../ui/TableMark";
import { toast } from "../ui/toast";
import "./call.css";
import { applyToCalling, type Calling, looked } from "./calling";
import { cue } from "./cue";

/** Calls whoever is given a table while they look at another page. */
export function TableCall() {
  const here = useHere();
  const { path } = useLocation();
  const [calling, setCalling] = useState<Calling>({ call: null, seen: null });
  const prefix = here.link("/talks/");
  const open = path.startsWith(prefix) ? path.slice(prefix.length) : null;
  const openNow = useRef(open);
  openNow.current = open;
  const { call } = looked(calling, open);

  useEffect(() => setCalling((state) => looked(state, open)), [open]);
  useEffect(() => {
    const hear = (_stream: string, _number: number, heard: unknown) => {
      const fact = heard as KnownFact;
      if (fact.type === "tables.talk_announced") return say(fact.data);
      setCalling((state) => applyToCalling(state, fact, here.personId, openNow.current));
    };
    /** What a host says is in its place on the talk's pages; on any other it is said in passing. */
    const say = ({ talk_id, announcement }: Schema<"TalkAnnounced">) => {
      if (announcement && !location.pathname.endsWith(talk_id)) toast(announcement.text);
    };
    const endings = ["talk:", "table:", `person:${here.personId}`, "feed"].map((name) =>
      overhear(here.slug, name, hear),
    );
    return () => {
      for (const end of endings) end();
    };
  }, [here]);
  useEffect(() => {
    if (call) cue("now");
  }, [call?.table]);

  return (
    <div class="call" role="alert">
      {call && (
        <a href={here.link(`/talks/${call.talk}`)}>
          <TableMark number={call.number} />
          <span>
            <strong>You’re at table {call.number}</strong>
            <span>{tableWords(call.number)}</span>
          </span>
          <span class="push">Show me</span>
        </a>
      )}
    </div>
  );
}
