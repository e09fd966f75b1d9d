import { useHere } from "../app/here";
import { Icon } from "../ui/Icon";
import "./freeNow.css";

interface FreeMarkProps {
  personId: string;
  /** The ids of those who are free now. */
  free: ReadonlySet<string>;
}

/** That somebody is free now, by shape and word, and what a wave does then; nothing where they are not. */
export function FreeMark({ personId, free }: FreeMarkProps) {
  const here = useHere();
  if (!free.has(personId)) return null;
  return (
    <p class="free-mark">
      <strong>
        <Icon name="clock" /> Free now
      </strong>
      <span class="quiet small">
        {free.has(here.personId)
          ? "So are you: a wave asks them to meet now."
          : "Say above that you are, too, and a wave asks them to meet now."}
      </span>
    </p>
  );
}
