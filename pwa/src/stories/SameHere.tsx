import { useHere } from "../app/here";
import { ProblemError } from "../live/api";
import type { Stream } from "../live/stream";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { toast } from "../ui/toast";
import { type Mine, tap } from "./mineStore";
import { type StoryCard, sameHere } from "./requests";

interface SameHereProps {
  story: StoryCard;
  mine: Stream<Mine>;
}

/** One tap to say that one recognises oneself; true at once, taken back if the server never hears of it. */
export function SameHere({ story, mine }: SameHereProps) {
  const here = useHere();
  const tapped = mine.state.value?.same_here.includes(story.id) ?? false;

  async function toggle() {
    const set = (to: boolean) => mine.amend((known) => tap(known, story.id, to));
    set(!tapped);
    try {
      await sameHere(here, story.id, !tapped);
    } catch (error) {
      set(tapped);
      if (!(error instanceof ProblemError)) throw error;
      toast(error.detail);
    }
  }

  return (
    <Button kind="quiet" pressed={tapped} onClick={toggle}>
      <Icon name={tapped ? "check" : "same"} />
      Same here
    </Button>
  );
}
