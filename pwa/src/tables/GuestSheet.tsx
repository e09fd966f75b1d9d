import { useEffect, useState } from "preact/hooks";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { request } from "../live/api";
import { LinkCard } from "../people/LinkCard";
import { positionInWords } from "../people/words";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { Field } from "../ui/Field";
import { tableWords } from "../ui/marks";
import { PersonLine } from "../ui/PersonLine";
import { Sheet } from "../ui/Sheet";
import { TableMark } from "../ui/TableMark";
import { useAttempt } from "../ui/useAttempt";
import { lock, named } from "./guestActs";
import { freeChair } from "./requests";
import { planOf } from "./room";
import { isSeated } from "./store";
import type { ByHand } from "./useByHand";
import { chairsFree } from "./words";

type Guest = Schema<"Guest">;
type Step = "acts" | "move" | "swap" | "free";

interface GuestSheetProps {
  state: Schema<"RoomSnapshot">;
  /** Whom it is about; null while nobody is chosen. */
  guest: Guest | null;
  hand: ByHand;
  onClose: () => void;
}

/** What a host can do for one person: another table, another's place, the same table every round, a free chair. */
export function GuestSheet({ state, guest, hand, onClose }: GuestSheetProps) {
  const [step, setStep] = useState<Step>("acts");
  useEffect(() => setStep("acts"), [guest?.person.id]);

  const close = async (act: Promise<boolean>) => {
    if (await act) onClose();
  };
  return (
    <Sheet open={guest !== null} title={TITLES[step]} onClose={onClose}>
      {guest && (
        <div class="stack">
          <PersonLine
            name={guest.person.name}
            organisation={guest.person.organisation}
            position={positionInWords(guest.person.position)}
            {...(guest.table !== null && { leading: <TableMark number={guest.table} /> })}
          />
          {hand.error !== null && <ErrorNote error={hand.error} />}
          {step === "acts" && <Acts state={state} guest={guest} go={setStep} onClose={onClose} />}
          {step === "move" && (
            <ChooseTable state={state} guest={guest} choose={(table) => close(hand.move(guest, table))} />
          )}
          {step === "swap" && (
            <ChoosePerson state={state} guest={guest} choose={(other) => close(hand.swap(guest, other))} />
          )}
          {step === "free" && <Free talk={state.talk.id} guest={guest} onClose={onClose} />}
        </div>
      )}
    </Sheet>
  );
}

const TITLES: Readonly<Record<Step, string>> = {
  acts: "Their seat",
  move: "Move to which table?",
  swap: "Swap with whom?",
  free: "Not there?",
};

interface ActsProps {
  state: Schema<"RoomSnapshot">;
  guest: Guest;
  go: (step: Step) => void;
  onClose: () => void;
}

function Acts({ state, guest, go, onClose }: ActsProps) {
  const here = useHere();
  const { error, attempt } = useAttempt();
  const { talk } = state;
  const seated = isSeated(talk);

  async function setLock(table: number | null): Promise<void> {
    if (await attempt(() => lock(here, talk.id, guest.person.id, table))) onClose();
  }

  return (
    <>
      {error !== null && <ErrorNote error={error} />}
      {seated && (
        <Button wide onClick={() => go("move")}>
          {guest.table === null ? "Give them a chair" : "Move to another table"}
        </Button>
      )}
      {seated && guest.table !== null && (
        <Button wide onClick={() => go("swap")}>
          Swap with somebody
        </Button>
      )}
      {guest.locked !== null ? (
        <>
          <p class="quiet small">They stay at table {guest.locked} in every round, because a host said so.</p>
          <Button wide onClick={() => setLock(null)}>
            Unlock their seat
          </Button>
        </>
      ) : (
        seated &&
        guest.table !== null && (
          <Button wide onClick={() => setLock(guest.table)}>
            Lock their seat: table {guest.table}, every round
          </Button>
        )
      )}
      {!guest.phone && <WithoutPhone talk={talk.id} guest={guest} />}
      <Button wide onClick={() => go("free")}>
        {guest.table === null ? "They are not here" : "Free the chair"}
      </Button>
    </>
  );
}

/** Somebody without a phone can have their place on one: their own, or one lent to them. */
function WithoutPhone({ talk, guest: { person, table } }: { talk: string; guest: Guest }) {
  const here = useHere();
  const [link, setLink] = useState<Schema<"NewLink"> | null>(null);
  const { error, attempt } = useAttempt();
  const path = here.path(`/talks/${talk}/without-phone/${person.id}/link`);

  if (link) {
    return <LinkCard link={link} title={`${person.name}, on a phone`} hint="Scanned, it is their way in." />;
  }
  return (
    <>
      <p class="quiet small">
        They have no phone{table !== null && `: tell them that it is table ${table}`}.
      </p>
      {error !== null && <ErrorNote error={error} />}
      <Button wide onClick={() => attempt(async () => setLink(await request("POST", path)))}>
        Let them in on a phone
      </Button>
    </>
  );
}

interface ChooseTableProps {
  state: Schema<"RoomSnapshot">;
  guest: Guest;
  choose: (table: number) => unknown;
}

function ChooseTable({ state, guest, choose }: ChooseTableProps) {
  const tables = planOf(state).tables.filter(({ number }) => number !== guest.table);
  if (tables.length === 0) return <p>There is no other table in this round.</p>;
  return (
    <ul class="choices">
      {tables.map(({ number, people }) => (
        <li key={number}>
          <Button wide onClick={() => choose(number)} label={`Table ${number}, ${tableWords(number)}`}>
            <TableMark number={number} />
            <span class="choice-words">
              <strong>Table {number}</strong>
              <span class="quiet small">
                {chairsFree(state.talk.largest - people.length)}
                {people.length > 0 && `, with ${people.map(({ person }) => person.name).join(", ")}`}
              </span>
            </span>
          </Button>
        </li>
      ))}
    </ul>
  );
}

const MOST_FOUND = 12;

interface ChoosePersonProps {
  state: Schema<"RoomSnapshot">;
  guest: Guest;
  choose: (other: Guest) => unknown;
}

function ChoosePerson({ state, guest, choose }: ChoosePersonProps) {
  const [typed, setTyped] = useState("");
  const elsewhere = state.people.filter(({ table }) => table !== null && table !== guest.table);
  const found = named(elsewhere, typed).slice(0, MOST_FOUND);
  return (
    <>
      <Field label="Their name" type="search" value={typed} onInput={setTyped} autocomplete="off" />
      <ul class="choices">
        {found.map((other) => (
          <li key={other.person.id}>
            <Button wide onClick={() => choose(other)}>
              {other.table !== null && <TableMark number={other.table} />}
              <span class="choice-words">
                <strong>
                  <bdi>{other.person.name}</bdi>
                </strong>
                <span class="quiet small">Table {other.table}</span>
              </span>
            </Button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p class="quiet">Nobody of that name sits at another table.</p>}
    </>
  );
}

function Free({ talk, guest, onClose }: { talk: string; guest: Guest; onClose: () => void }) {
  const here = useHere();
  const { error, attempt } = useAttempt();

  async function free(): Promise<void> {
    if (await attempt(() => freeChair(here, talk, guest.person.id))) onClose();
  }

  return (
    <>
      <p>
        {guest.table === null
          ? "They are then planned no more. Their phone says so, and lets them come back in."
          : `Their chair at table ${guest.table} is free at once. Their phone says so, and lets them take a seat again.`}
      </p>
      {error !== null && <ErrorNote error={error} />}
      <Button kind="danger" wide onClick={free}>
        {guest.table === null ? "Take them off the list" : "Free the chair"}
      </Button>
      <Button kind="text" wide onClick={onClose}>
        Leave it
      </Button>
    </>
  );
}
