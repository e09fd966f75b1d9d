import { useHere } from "../app/here";
import { SampleMark } from "./SampleMark";

/** Says on every page of the demonstration that nothing in it is real. */
export function SampleLabel() {
  const conference = useHere().conference.state.value?.conference;
  if (!conference?.demo) return null;
  return (
    <p class="sample">
      <SampleMark /> Invented people and stories
    </p>
  );
}
