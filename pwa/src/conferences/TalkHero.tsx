import { useLocation } from "preact-iso";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { useStream } from "../live/useStream";
import { openTalk } from "../tables/follow";
import { useComeIn } from "../tables/useComeIn";
import { type View, viewOf } from "../tables/view";
import { COME_IN, hereWords, list, neighbours, waitingTitle } from "../tables/words";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { tableWords } from "../ui/marks";
import { TableMark } from "../ui/TableMark";
import { Hero } from "./Hero";

type Talk = Schema<"TalkView">;

/** A talk that is on, as it concerns this person: come in, wait, or here is your table. */
export function TalkHero({ talk }: { talk: Talk }) {
  const here = useHere();
  const { route } = useLocation();
  const stream = useStream(() => openTalk(here, talk.id), `${here.slug}/${here.personId}/${talk.id}`);
  const { come, error } = useComeIn(stream, talk.id);
  const state = stream.state.value;
  const view: View = state ? viewOf(state) : { at: talk.phase === "gathering" ? "door" : "late" };
  const words = talkWords(view, state?.talk ?? talk, here.personId);
  const comeIn = COME_IN[view.at];
  const page = here.link(`/talks/${talk.id}`);
  const act = comeIn && state ? { onClick: async () => (await come()) && route(page) } : { href: page };

  return (
    <Hero
      icon={view.at === "table" ? null : "table"}
      mark={view.at === "table" && <TableMark number={view.table.number} size="min(7rem, 30vw)" />}
      title={words.title}
      act={
        <>
          {error !== null && <ErrorNote error={error} />}
          <Button kind="primary" wide {...act}>
            {comeIn ?? words.act}
          </Button>
        </>
      }
    >
      <p>
        <strong dir="auto">{talk.title}</strong>
      </p>
      <p>{words.means}</p>
    </Hero>
  );
}

interface TalkWords {
  title: string;
  means: string;
  /** What leads to its page; nothing where one may come in. */
  act?: string;
}

/** Pure: what a talk asks of this person, in words. */
export function talkWords(view: View, talk: Talk, me: string): TalkWords {
  switch (view.at) {
    case "door":
      return {
        title: "A table talk is about to begin",
        means: `${hereWords(talk.here)}. Say that you’re here, and there is a chair for you.`,
      };
    case "gathering":
      return {
        title: "You’re in",
        means: "As soon as the host starts, this phone says which table is yours.",
        act: "See who is here",
      };
    case "late":
      return {
        title: "A table talk is on",
        means: "You can still join: there may be a chair for you at once.",
      };
    case "gone":
      return {
        title: "A table talk is on",
        means: view.freed
          ? "Your chair was freed. You can take one again."
          : "You left it. You can come back.",
      };
    case "setting":
      return {
        title: "The tables are being set",
        means: "In a moment this phone says which one is yours.",
        act: "Show me",
      };
    case "waiting":
      return {
        title: waitingTitle(view),
        means: view.never
          ? "This was the last round. Perhaps there is another talk later."
          : "Stay close: this phone says which table is yours.",
        act: "Show me",
      };
    case "table": {
      const names = neighbours(view.table, me).map(({ person }) => person.name);
      return {
        title: `You’re at table ${view.table.number}`,
        means: `The ${tableWords(view.table.number)}${names.length > 0 ? `, with ${list(names)}` : ""}.`,
        act: "Go to my table",
      };
    }
    case "ended":
      return { title: "The talk has ended", means: "See whom you sat with.", act: "Have a look" };
  }
}
