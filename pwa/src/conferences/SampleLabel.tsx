import { SampleMark } from "./SampleMark";

/** Says on every page of the demonstration that nothing in it is real. */
export function SampleLabel() {
  return (
    <p class="sample">
      <SampleMark /> Invented people and stories
    </p>
  );
}
