import { useHere } from "../app/here";
import { serverNow } from "../live/clock";
import { useStream } from "../live/useStream";
import { freeAt, openFree } from "../matching/freeNow";
import { Button } from "../ui/Button";
import { useTick } from "../ui/tick";

const TICK_MS = 5_000;

interface WithFreeProps {
  chosen: boolean;
  onChange: (chosen: boolean) => void;
}

/** Pairing up those who are free now: how many they are, and whether the talk invites them. */
export function WithFree({ chosen, onChange }: WithFreeProps) {
  const here = useHere();
  const stream = useStream(() => openFree(here), `${here.slug}/${here.personId}`);
  useTick(TICK_MS);
  const free = freeAt(stream.state.value, serverNow());
  free.delete(here.personId);
  return (
    <div class="field">
      <Button pressed={chosen} onClick={() => onChange(!chosen)}>
        With those who are free now ({free.size})
      </Button>
      <span class="field-hint" role="status">
        {hint(free.size, chosen)}
      </span>
    </div>
  );
}

function hint(free: number, chosen: boolean): string {
  if (free === 0) return "Nobody has said just now that they are free. People do so under “Meet”.";
  if (!chosen) return "One to one, with those who have just said that they have time.";
  const whom = free === 1 ? "One phone asks" : `${free} phones ask`;
  return `${whom} whether they join. Nobody is there without a tap of their own.`;
}
