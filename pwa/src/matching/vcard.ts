import { positionInWords } from "../people/words";
import type { Contact } from "./requests";

const LONGEST_LINE = 75; // octets, by RFC 2426

const utf8 = new TextEncoder();

/**
 * Pure: one's contacts as the text of a .vcf file, of the version that every phone's address book reads (3.0).
 *
 * `noteOn`: what one's own address book shall say of them: where one met, and what one noted. A contact has no more
 * of theirs in it than they share.
 */
export function vcards(contacts: readonly Contact[], noteOn: (contact: Contact) => string): string {
  return contacts.map((contact) => vcard(contact, noteOn(contact))).join("");
}

function vcard({ name, organisation, position, link }: Contact, note: string): string {
  const lines = [
    ["BEGIN", "VCARD"],
    ["VERSION", "3.0"],
    ["FN", escaped(name)],
    ["N", `;${escaped(name)};;;`], // which part of it is the family's nobody can tell
    ["ORG", escaped(organisation ?? "")],
    ["TITLE", escaped(positionInWords(position) ?? "")],
    ["URL", inCard(link ?? "")],
    ["NOTE", escaped(note)],
    ["END", "VCARD"],
  ];
  return lines
    .filter(([, value]) => value)
    .map(([field, value]) => `${folded(`${field}:${value}`)}\r\n`)
    .join("");
}

/** Some address books take a comma or a semicolon for the end of an address: RFC 2426 leaves both as they are. */
function inCard(link: string): string {
  return link.replace(/\s/g, "").replace(/[,;]/g, encodeURIComponent);
}

function escaped(text: string): string {
  return text.replace(/[\\,;]/g, "\\$&").replace(/\r\n|\r|\n/g, "\\n");
}

/** A long line goes on in the next one, after a space; no character is cut in two. */
function folded(line: string): string {
  let length = 0;
  let all = "";
  for (const character of line) {
    const octets = utf8.encode(character).length;
    if (length + octets > LONGEST_LINE) {
      all += "\r\n ";
      length = 1;
    }
    all += character;
    length += octets;
  }
  return all;
}

/** Pure: the same to paste into a message, one contact a line: "Priya, Director, Harbour Bank, https://…". */
export function contactLines(contacts: readonly Contact[]): string {
  return contacts
    .map(({ name, organisation, position, link }) =>
      [name, positionInWords(position), organisation, link].filter(Boolean).join(", "),
    )
    .join("\n");
}
