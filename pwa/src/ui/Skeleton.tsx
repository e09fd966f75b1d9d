/** Grey lines where something will be. They show after 300 ms, so that what is quick never flickers. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  return (
    <div class="skeleton" role="status">
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} aria-hidden="true" />
      ))}
      <p class="unseen">Loading</p>
    </div>
  );
}
