import "./sample.css";

/** The word for what is not real. */
export function SampleMark() {
  return <span class="sample-mark">Sample</span>;
}
