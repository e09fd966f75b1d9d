import { useState } from "preact/hooks";
import { useHere } from "../app/here";
import { part } from "../app/page";
import type { Schema } from "../contract/types";
import { Button } from "../ui/Button";
import { tableWords } from "../ui/marks";
import { Sheet } from "../ui/Sheet";
import { TableMark } from "../ui/TableMark";
import { LetIn } from "./LetIn";
import { Neighbours } from "./Neighbours";
import { PromptCard } from "./PromptCard";
import { passPrompt } from "./requests";

const TurnGuide = part(() => import("./TurnGuide").then(({ TurnGuide }) => TurnGuide));
const BesideCard = part(() => import("./TurnGuide").then(({ BesideCard }) => BesideCard));
const WritingTable = part(() => import("./WritingTable").then(({ WritingTable }) => WritingTable));

interface AtOpenTableProps {
  talk: Schema<"TalkView">;
  table: Schema<"TableView">;
  /** Hears the table with its next card, or the next turn. */
  laid: (table: Schema<"TableView">) => void;
}

/** At a table that somebody started: the way in for others, the card, the turns, who sits there. No clock. */
export function AtOpenTable({ talk, table, laid }: AtOpenTableProps) {
  const here = useHere();
  const [letting, setLetting] = useState(false);
  const alone = table.people.length === 1;
  const taken = `${table.people.length} of ${talk.largest} chairs`;
  return (
    <>
      <section class="clock-line">
        <div class="place">
          {table.number > 0 && <TableMark number={table.number} />}
          <p class="place-words">
            {table.number > 0 ? tableWords(table.number) : taken}
            <small>{table.number > 0 ? taken : talk.deck_title}</small>
          </p>
        </div>
        {!alone && table.people.length < talk.largest && (
          <Button onClick={() => setLetting(true)}>Let others in</Button>
        )}
      </section>
      {alone && (
        <>
          <p class="lead">Your chair is taken. The others are still free: let somebody in.</p>
          <LetIn talk={talk} />
        </>
      )}
      <PromptCard
        prompt={table.prompt}
        pass={async () => laid(await passPrompt(here, table, table.prompt.key))}
        mine={table.story?.author.id === here.personId}
        next
      />
      {(table.quiet || table.story) && <BesideCard table={table} />}
      {!alone &&
        (table.written ? (
          <WritingTable key={table.prompt.key} table={table} laid={laid} />
        ) : (
          <TurnGuide table={table} timer={null} laid={laid} />
        ))}
      {!alone && (
        <section class="stack-tight">
          <h2>{table.written ? "Your table" : "Your table, in turn"}</h2>
          <Neighbours table={table} me={here.personId} turns={!table.written} />
        </section>
      )}
      {letting && (
        <Sheet open title="Let others in" onClose={() => setLetting(false)}>
          <LetIn talk={talk} />
        </Sheet>
      )}
    </>
  );
}
