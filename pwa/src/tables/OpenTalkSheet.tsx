import { useEffect, useId, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { ProblemError } from "../live/api";
import { useDraft } from "../live/drafts";
import { uuid } from "../live/uuid";
import { Button } from "../ui/Button";
import { Choice, type Option } from "../ui/Choice";
import { ErrorNote } from "../ui/ErrorNote";
import { Field } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { Sheet } from "../ui/Sheet";
import { Skeleton } from "../ui/Skeleton";
import { useAttempt } from "../ui/useAttempt";
import { getDecks, openTalkOnServer } from "./requests";
import { sharedWords } from "./sharedTables";
import { minutesInAll } from "./view";
import { WithFree } from "./WithFree";

const SIZES = ["3", "4", "5", "6"] as const;
const LARGEST = ["6", "7"] as const;
const ROUNDS = ["1", "2", "3", "4", "5"] as const;
const MINUTES = ["5", "8", "10", "12", "15", "20"] as const;
type HostedMode = Exclude<Schema<"TalkView">["mode"], "open">;

const MODES: readonly (Option<HostedMode> & { hint: string })[] = [
  { value: "rotate", label: "Everyone rotates", hint: "Everybody moves to new people each round." },
  { value: "hosts-stay", label: "Hosts stay", hint: "Each host who is here keeps a table; the others move." },
  {
    value: "one-to-one",
    label: "One to one",
    hint: "Tables of two, for people worth introducing: their phones say why.",
  },
];
const LONGEST_TITLE = 60;

/** A talk as a host would open it without touching anything: two taps. */
function usual(now: Date) {
  const hour = now.getHours();
  const part = hour < 12 ? "Morning" : hour < 18 ? "Afternoon" : "Evening";
  const title = `${part} table talk`;
  const mode = "rotate" as HostedMode;
  const where = { firstTable: "", howMany: "" };
  const size = { size: 5, largest: 6 };
  return { id: uuid(), title, deck: "", mode, withFree: false, ...size, rounds: 2, minutes: 12, ...where };
}

/** A number as typed: null for none, nought (which is refused, and said so) for what is no number. */
function numbered(typed: string): number | null {
  return typed.trim() === "" ? null : Number.parseInt(typed, 10) || 0;
}

interface OpenTalkSheetProps {
  open: boolean;
  /** The talks there are, whose tables this one would share. */
  talks: readonly Schema<"TalkView">[];
  onClose: () => void;
}

/** Opens a talk. Everything is filled in; the deck is the opening question's unless another is chosen. */
export function OpenTalkSheet({ open, talks, onClose }: OpenTalkSheetProps) {
  const here = useHere();
  const { route } = useLocation();
  const draft = useDraft(here.slug, "open-talk", usual(new Date()));
  const [decks, setDecks] = useState<Schema<"DeckLine">[] | null>(null);
  const { error, attempt } = useAttempt();
  const { value, set } = draft;
  const deck = decks?.find(({ key }) => key === value.deck) ?? decks?.[0];
  const inPairs = value.mode === "one-to-one";
  const errors = error instanceof ProblemError ? error.errors : {};
  const first_table = numbered(value.firstTable);
  const tables = numbered(value.howMany);
  const shared = sharedWords(talks, first_table, tables);

  const fetchDecks = () => attempt(async () => setDecks((await getDecks(here)).decks));
  useEffect(() => {
    if (open && !decks) void fetchDecks();
  }, [open]);

  async function submit(): Promise<void> {
    const { id, firstTable: _first, howMany: _many, withFree, ...wanted } = value;
    const with_free = Boolean(withFree);
    const talk = { ...wanted, first_table, tables, with_free, deck: deck?.key ?? "" };
    const opened = await attempt(() => openTalkOnServer(here, id, talk));
    if (!opened) return;
    draft.clear();
    route(here.link(`/host/${id}`));
  }

  return (
    <Sheet open={open} title="Open a talk" onClose={onClose}>
      {decks ? (
        <div class="stack">
          <Field
            label="What is it called?"
            value={value.title}
            onInput={(title) => set({ ...value, title })}
            error={errors.title?.[0]}
            max={LONGEST_TITLE}
          />
          <Deck decks={decks} chosen={deck} choose={(key) => set({ ...value, deck: key })} />
          <Choice
            legend="How people move"
            hint={MODES.find((mode) => mode.value === value.mode)?.hint}
            options={MODES}
            value={value.mode}
            onChange={(mode) => set({ ...value, mode, withFree: false })}
          />
          <WithFree
            chosen={inPairs && value.withFree}
            onChange={(withFree) => set({ ...value, withFree, mode: withFree ? "one-to-one" : value.mode })}
          />
          {!inPairs && (
            <Choice
              legend="People at a table"
              options={SIZES.map((size) => ({ value: size, label: size }))}
              value={String(value.size) as (typeof SIZES)[number]}
              onChange={(size) => set({ ...value, size: Number(size) })}
            />
          )}
          <Choice
            legend="Rounds"
            options={ROUNDS.map((rounds) => ({ value: rounds, label: rounds }))}
            value={String(value.rounds) as (typeof ROUNDS)[number]}
            onChange={(rounds) => set({ ...value, rounds: Number(rounds) })}
          />
          <Choice
            legend="Minutes a round"
            options={MINUTES.map((minutes) => ({ value: minutes, label: minutes }))}
            value={String(value.minutes) as (typeof MINUTES)[number]}
            onChange={(minutes) => set({ ...value, minutes: Number(minutes) })}
          />
          <details class="more">
            <summary>More</summary>
            <div class="stack">
              <Field
                label="First table"
                inputMode="numeric"
                value={value.firstTable}
                onInput={(firstTable) => set({ ...value, firstTable })}
                error={errors.first_table?.[0]}
                hint="Where talks share a hall. Left empty, the tables after those in use."
              />
              <Field
                label="Tables"
                inputMode="numeric"
                value={value.howMany}
                onInput={(howMany) => set({ ...value, howMany })}
                error={errors.tables?.[0]}
                hint="How many there are. Left empty, as many as it takes; with too few, people sit out in turn."
              />
              {!inPairs && (
                <Choice
                  legend="At a table at most"
                  options={LARGEST.map((largest) => ({ value: largest, label: largest }))}
                  value={String(value.largest) as (typeof LARGEST)[number]}
                  onChange={(largest) => set({ ...value, largest: Number(largest) })}
                />
              )}
            </div>
          </details>
          <div class="sheet-act">
            {shared && (
              <Notice kind="next" live>
                <p>{shared}</p>
              </Notice>
            )}
            {error !== null && <ErrorNote error={error} kept="What you chose is still here." />}
            <Button kind="primary" wide onClick={submit}>
              Open it, about {minutesInAll(value)} minutes
            </Button>
          </div>
        </div>
      ) : error !== null ? (
        <ErrorNote error={error} retry={fetchDecks} />
      ) : (
        <Skeleton />
      )}
    </Sheet>
  );
}

interface DeckProps {
  decks: readonly Schema<"DeckLine">[];
  chosen: Schema<"DeckLine"> | undefined;
  choose: (key: string) => void;
}

function Deck({ decks, chosen, choose }: DeckProps) {
  const id = useId();
  return (
    <div class="field">
      <label class="field-label" for={id}>
        Cards
      </label>
      <select id={id} value={chosen?.key ?? ""} onChange={(event) => choose(event.currentTarget.value)}>
        {decks.map(({ key, title, own }) => (
          <option key={key} value={key}>
            {own ? `${title} (yours)` : title}
          </option>
        ))}
      </select>
      <span class="field-hint">{chosen?.about}</span>
    </div>
  );
}
