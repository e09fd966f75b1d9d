import type { Schema } from "../contract/types";
import { serverNow } from "../live/clock";
import { useTick } from "../ui/tick";
import { AtTables } from "./AtTables";
import { FindTable } from "./FindTable";
import type { ScreenState } from "./store";
import { walking } from "./walking";

/** The way to the tables, until all have had the time to walk; then the round. */
export function Tables({ state, talk }: { state: ScreenState; talk: Schema<"TalkView"> }) {
  const { tables, names, prompt } = state;
  useTick(1_000, names.length > 0);
  return walking(talk, names.length > 0, serverNow()) ? (
    <FindTable tables={tables} names={names} />
  ) : (
    <AtTables talk={talk} tables={tables} prompt={prompt} />
  );
}
