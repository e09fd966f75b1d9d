import { useContext } from "preact/hooks";
import { useHere } from "../app/here";
import { serverNow } from "../live/clock";
import { unanswered, WavesContext } from "../matching/wavesStore";
import { State } from "../ui/State";
import { Line } from "./Line";

/** The way to whoever waved and waits for an answer; nothing while nobody does. */
export function WavesLine() {
  const { link } = useHere();
  const waves = unanswered(useContext(WavesContext)?.state.value, serverNow());
  const [first, ...others] = waves;
  if (!first) return null;
  const who = others.length > 0 ? `${waves.length} people` : <bdi>{first.person.name}</bdi>;
  return (
    <Line href={link("/meet")} icon="wave" label={<>{who} waved at you</>}>
      <State word="Wave back" kind="next" />
    </Line>
  );
}
