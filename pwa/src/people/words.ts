import type { Schema } from "../contract/types";

export type Position = NonNullable<Schema<"Profile">["position"]>;
export type Skill = Schema<"Profile">["strong"][number];
export type Role = Schema<"Profile">["role"];

/** Everybody's job, as one chooses it. */
export const POSITIONS: Readonly<Record<Position, string>> = {
  agent: "Agent",
  "team-leader": "Team leader",
  manager: "Manager",
  "senior-manager": "Senior manager",
  director: "Director",
  executive: "Executive",
  other: "Something else",
};

/** The five things that a contact-centre leader must master. */
export const SKILLS: Readonly<Record<Skill, string>> = {
  operations: "Operations",
  people: "People and organisational design",
  finance: "Leadership and finance",
  customer: "Customer service and experience",
  technology: "Technology for customers and people",
};

export const MOVES: Readonly<Record<NonNullable<Schema<"Profile">["move"]>, string>> = {
  made: "I have made it",
  wanted: "I want to make it",
};

/** How far an organisation is with customer experience: five steps, the first is 1. */
export const MATURITY = [
  "Nobody talks about it",
  "Some of us talk about it",
  "A team works on it",
  "It counts when we decide",
  "It is how we run the business",
] as const;

export const ROLES: Readonly<Record<Role, string>> = {
  attendee: "Attendee",
  host: "Host",
  organiser: "Organiser",
};

/** Somebody's job for the line under their name; null where there is nothing to say. */
export function positionInWords(position: Position | null): string | null {
  return position === null || position === "other" ? null : POSITIONS[position];
}

/** A language by its English name: `languageInWords("de")` is "German". An unknown code shows itself. */
export function languageInWords(code: string): string {
  try {
    return new Intl.DisplayNames(["en-GB"], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}
