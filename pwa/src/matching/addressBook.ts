import type { Here } from "../app/here";
import { sayDays } from "../conferences/days";
import { noteOf } from "./note";
import type { Connection } from "./requests";
import { vcards } from "./vcard";
import { howMet } from "./words";

const KEPT_MS = 60_000;
const ISOLATES = /[\u2066-\u2069]/g; // they keep a name's direction on our pages; an address book shows boxes

/** Hand contacts to the phone's address book, each with where one met and what one noted. Made on the phone. */
export function saveAsContacts({ slug, conference }: Here, connections: readonly Connection[]): void {
  const known = conference.state.value?.conference;
  const at = known ? `Met at ${known.name}, ${sayDays(known.starts_on, known.ends_on)}.` : "";
  const notes = new Map(
    connections.map((one) => {
      const where = [at, howMet(one).replace(ISOLATES, "")].filter(Boolean).join(" ");
      return [one.person.id, [where, noteOf(slug, one.person.id)].filter(Boolean).join("\n")];
    }),
  );
  const cards = vcards(
    connections.map(({ person }) => person),
    ({ id }) => notes.get(id) ?? "",
  );
  download(new File([cards], "contacts.vcf", { type: "text/vcard" }));
}

function download(file: File): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS); // a phone may ask first where to put it
}
