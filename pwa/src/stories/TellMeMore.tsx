import { useContext } from "preact/hooks";
import { useHere } from "../app/here";
import { ProblemError } from "../live/api";
import { serverNow } from "../live/clock";
import { askForMore, takeBack } from "../matching/requests";
import { WavesContext } from "../matching/wavesStore";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { toast } from "../ui/toast";
import type { StoryCard } from "./requests";

/** Asks the author to tell more of a story: a wave that has it as its reason. Once more takes it back. */
export function TellMeMore({ story }: { story: StoryCard }) {
  const here = useHere();
  const waves = useContext(WavesContext);
  const { id, author } = story;
  const alive = ({ expires_at }: { expires_at: string }) => Date.parse(expires_at) > serverNow();
  const asked = waves?.state.value?.sent.some((wave) => wave.story === id && alive(wave)) ?? false;

  async function ask() {
    const { connection } = await askForMore(here, id);
    const told = `${author.name} sees for a day that you asked, and may wave back.`;
    toast(connection ? `${author.name} is in your contacts. Ask them when you meet.` : told);
  }

  async function toggle() {
    try {
      await (asked ? takeBack(here, author.id) : ask());
      await waves?.refresh();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const lost = "No signal. Nothing has gone out. Try again in a moment.";
      toast(error.code === "no-signal" ? lost : error.detail);
    }
  }

  return (
    <Button pressed={asked} onClick={toggle}>
      <Icon name={asked ? "check" : "wave"} />
      Tell me more
    </Button>
  );
}
