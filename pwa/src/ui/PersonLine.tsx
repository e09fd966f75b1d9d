import type { ComponentChildren } from "preact";

interface PersonLineProps {
  name: string;
  organisation?: string | null;
  /** Their job, in words. */
  position?: string | null;
  /** How they got in, in words: what the icon before the name means. */
  way?: string | undefined;
  /** Before the name: a background's icon, a table mark. */
  leading?: ComponentChildren;
  /** After it: a button, a state. */
  trailing?: ComponentChildren;
}

/** A person in one line: the name, then organisation and position. There are no portraits. */
export function PersonLine({ name, organisation, position, way, leading, trailing }: PersonLineProps) {
  const place = [position, organisation].filter(Boolean).join(", ");
  return (
    <div class="person">
      {leading}
      <span class="person-words">
        <span class="person-name">
          <bdi>{name}</bdi>
        </span>
        {place && (
          <span class="person-place">
            <bdi>{place}</bdi>
          </span>
        )}
        {way && (
          <span class="person-place">
            <bdi>{way}</bdi>
          </span>
        )}
      </span>
      {trailing && <span class="person-trailing">{trailing}</span>}
    </div>
  );
}
