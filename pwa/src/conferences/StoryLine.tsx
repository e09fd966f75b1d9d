import { useHere } from "../app/here";
import type { Shelved } from "../stories/shelf";
import { sending, standing } from "../stories/standing";
import { State } from "../ui/State";
import { Line } from "./Line";

/** The way to one's own story, and where it stands; nothing before one has been told. */
export function StoryLine({ shelf }: { shelf: readonly Shelved[] | null }) {
  const { link } = useHere();
  const latest = shelf?.at(-1);
  if (!shelf || !latest) return null;
  const stands = latest.outgoing
    ? sending(latest.outgoing.item)
    : latest.story
      ? standing(latest.story)
      : null;
  return (
    <Line href={link("/story")} icon="story" label={shelf.length > 1 ? "My stories" : "My story"}>
      {stands && <State word={stands.word} kind={stands.kind} />}
    </Line>
  );
}
