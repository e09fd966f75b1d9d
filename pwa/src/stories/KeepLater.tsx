import { useHere } from "../app/here";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { toast } from "../ui/toast";
import { changeLater, laterIn, letGo, withKept } from "./later";
import type { StoryCard } from "./requests";

/** Keeps a story to be read later, on this phone alone; once more lets it go. */
export function KeepLater({ story }: { story: StoryCard }) {
  const { slug } = useHere();
  const kept = laterIn(slug)?.stories.some(({ id }) => id === story.id) ?? false;

  async function toggle() {
    try {
      await changeLater(slug, (later) => (kept ? letGo(later, story.id) : withKept(later, story)));
    } catch {
      toast("This phone has no room to keep it.");
    }
  }

  return (
    <Button kind="text" pressed={kept} label="Read later" onClick={toggle}>
      <Icon name="bookmark" />
    </Button>
  );
}
