import type { Schema } from "../contract/types";

type Table = Schema<"TableView">;

/** How a table's written round stands, for one phone. */
export interface Writing {
  /** This phone's person has answered the card, or passed. */
  done: boolean;
  /** How many have yet to. */
  missing: number;
  open: boolean;
  answers: readonly { id: string; person: Schema<"PersonCard">; text: string }[];
}

/** Pure: how a table's written round stands. */
export function writingOf({ people, written }: Table, me: string): Writing | null {
  if (!written) return null;
  const cards = new Map(people.map(({ person }) => [person.id, person]));
  return {
    done: written.done.includes(me),
    missing: people.filter(({ person }) => !written.done.includes(person.id)).length,
    open: written.open,
    answers: written.answers.flatMap(({ id, person_id, text }) => {
      const person = cards.get(person_id);
      return person ? [{ id, person, text }] : [];
    }),
  };
}

/** Where the written round stands, in a sentence; nobody is named who has not written. */
export function writingWords({ done, missing, open, answers }: Writing): string {
  const others = missing - (done ? 0 : 1);
  const still = others === 1 ? "1 is still writing." : `${others} are still writing.`;
  if (open && answers.length === 0) return "Nothing lies here, which is fine.";
  if (open) return others > 0 ? `Read in your own time. ${still}` : "Read in your own time.";
  if (done) return `Yours is in. ${still}`;
  return others === 0 ? "The others have written." : "Everybody writes. Nobody reads before all lie open.";
}
