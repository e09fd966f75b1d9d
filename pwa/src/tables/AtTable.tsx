import { ErrorBoundary } from "preact-iso";
import { useHere } from "../app/here";
import { part } from "../app/page";
import type { Schema } from "../contract/types";
import { tableMark, tableWords } from "../ui/marks";
import { Notice } from "../ui/Notice";
import { TableMark } from "../ui/TableMark";
import { Neighbours } from "./Neighbours";
import { PromptCard } from "./PromptCard";
import { passPrompt } from "./requests";
import { OnceUp, TalkTimer } from "./TalkTimer";
import { timerOf } from "./view";
import { neighbours } from "./words";

const TurnGuide = part(() => import("./TurnGuide").then(({ TurnGuide }) => TurnGuide));
const TableTakeaway = part(() => import("./TurnGuide").then(({ TableTakeaway }) => TableTakeaway));
const WhyYou = part(() => import("./TurnGuide").then(({ WhyYou }) => WhyYou));
const BesideCard = part(() => import("./TurnGuide").then(({ BesideCard }) => BesideCard));
const WritingTable = part(() => import("./WritingTable").then(({ WritingTable }) => WritingTable));

interface AtTableProps {
  talk: Schema<"TalkView">;
  table: Schema<"TableView">;
}

/** The way to one's table, in one glance: the number, its mark, the words, and who is there. */
export function FindTable({ talk, table }: AtTableProps) {
  const { personId } = useHere();
  const timer = timerOf(talk);
  return (
    <>
      <section class="sign" style={{ "--mark": tableMark(table.number).colour }}>
        <TableMark number={table.number} />
        <span class="table-number" aria-hidden="true">
          {table.number}
        </span>
        <p class="sign-words">{tableWords(table.number)}</p>
      </section>
      <Beside table={table} />
      <Standstill talk={talk} />
      {timer && (
        <section class="clock-line">
          <p>
            {table.stays.includes(personId)
              ? "This table is yours: the others come to you."
              : "Bring your cup."}{" "}
            Round {talk.round} of {talk.rounds} begins by itself.
          </p>
          <TalkTimer timer={timer} label="To find it" />
        </section>
      )}
      <Introduced talk={talk} table={table} />
      <Company table={table} me={personId} title="You’ll sit with" />
    </>
  );
}

interface TalkAtTableProps extends AtTableProps {
  /** Hears the table with its next card, or the next turn. */
  laid: (table: Schema<"TableView">) => void;
}

/** At the table: the time left, the card, the neighbours in the order of turns. */
export function TalkAtTable({ talk, table, laid }: TalkAtTableProps) {
  const here = useHere();
  const timer = timerOf(talk);
  const last = talk.round === talk.rounds;
  return (
    <>
      <section class="clock-line">
        <div class="place">
          <TableMark number={table.number} />
          <p class="place-words">
            {tableWords(table.number)}
            <small>
              Round {talk.round} of {talk.rounds}
            </small>
          </p>
        </div>
        {timer && <TalkTimer timer={timer} label="Time left" cued />}
      </section>
      <Standstill talk={talk} />
      {timer && (
        <OnceUp timer={timer}>
          <Notice kind="next">
            <p>
              {last
                ? "Time’s up, and that was the last round. Say thank you to each other."
                : `Time’s up. Say thank you to each other: ${table.stays.includes(here.personId) ? "you stay here, and the next ones come to you." : "your next table comes up here in a moment."}`}
            </p>
          </Notice>
        </OnceUp>
      )}
      <PromptCard
        prompt={table.prompt}
        pass={async () => laid(await passPrompt(here, table, table.prompt.key))}
        mine={table.story?.author.id === here.personId}
      />
      <Beside table={table} />
      <Introduced talk={talk} table={table} />
      {timer && table.people.length > 1 && (
        <ErrorBoundary>
          {table.written ? (
            <WritingTable key={table.prompt.key} table={table} laid={laid} />
          ) : (
            <TurnGuide table={table} timer={timer} laid={laid} />
          )}
        </ErrorBoundary>
      )}
      <Company
        table={table}
        me={here.personId}
        title={table.written ? "Your table" : "Your table, in turn"}
        turns={!table.written}
      />
      {table.people.length > 1 && (
        <ErrorBoundary>
          <TableTakeaway table={table} laid={laid} />
        </ErrorBoundary>
      )}
    </>
  );
}

/** What is not at every table: that it is a quiet one, and a story that lies there. */
function Beside({ table }: { table: Schema<"TableView"> }) {
  if (!table.quiet && !table.story) return null;
  return (
    <ErrorBoundary>
      <BesideCard table={table} />
    </ErrorBoundary>
  );
}

/** Says that time stands still, and that this is no mistake. */
export function Standstill({ talk }: { talk: Schema<"TalkView"> }) {
  if (talk.paused_left === null) return null;
  return (
    <Notice kind="next" live>
      <p>The host has paused the talk. Time stands still until it goes on.</p>
    </Notice>
  );
}

function Introduced({ talk, table }: AtTableProps) {
  return <ErrorBoundary>{talk.mode === "one-to-one" && <WhyYou table={table} />}</ErrorBoundary>;
}

interface CompanyProps {
  table: Schema<"TableView">;
  me: string;
  title: string;
  turns?: boolean;
}

function Company({ table, me, title, turns = false }: CompanyProps) {
  if (neighbours(table, me).length === 0) {
    return (
      <Notice>
        <p>Nobody else sits here at the moment. Ask the host, or pull up your chair at the next table.</p>
      </Notice>
    );
  }
  return (
    <section class="stack-tight">
      <h2>{title}</h2>
      <Neighbours table={table} me={me} turns={turns} />
    </section>
  );
}
