import { positionInWords } from "../people/words";
import { PersonLine } from "../ui/PersonLine";
import type { Contact } from "./requests";
import { tidyAddress } from "./words";

/** A contact, and what they share: never more. */
export function ContactLines({ contact }: { contact: Contact }) {
  const { name, organisation, position, link } = contact;
  return (
    <div class="contact">
      <PersonLine name={name} organisation={organisation} position={positionInWords(position)} />
      {link && (
        <a href={link} target="_blank" rel="noopener noreferrer">
          {tidyAddress(link)}
        </a>
      )}
    </div>
  );
}
