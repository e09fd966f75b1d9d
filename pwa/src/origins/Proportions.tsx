import type { JSX } from "preact";
import type { Schema } from "../contract/types";
import { percent } from "./words";

interface ProportionsProps {
  groups: readonly Schema<"OriginGroup">[];
  say: (key: string) => string;
  icon?: (key: string) => JSX.Element;
}

/** Groups of people side by side: their words, a bar as long as they are many, their share. */
export function Proportions({ groups, say, icon }: ProportionsProps) {
  const all = groups.reduce((sum, { people }) => sum + people, 0);
  return (
    <ul class="proportions">
      {groups.map(({ key, people }) => (
        <li key={key}>
          {icon?.(key)}
          <span>{say(key)}</span>
          <strong class="figures">{percent(people, all)}</strong>
          <i aria-hidden="true" style={{ "--share": people / all }} />
        </li>
      ))}
    </ul>
  );
}
