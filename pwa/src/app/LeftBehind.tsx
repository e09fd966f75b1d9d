import { useEffect, useState } from "preact/hooks";
import { forgetUnsent, unsentOf } from "../live/unsent";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { CopyButton } from "../ui/CopyButton";

/** One's own words that never went out, and can go nowhere any more: to be copied, or thrown away. */
export function LeftBehind({ slug }: { slug: string }) {
  const [unsent, setUnsent] = useState<string[]>([]);
  useEffect(() => {
    unsentOf(slug).then(setUnsent, () => {});
  }, [slug]);
  if (unsent.length === 0) return null;

  async function throwAway() {
    await forgetUnsent(slug);
    setUnsent([]);
  }

  return (
    <section class="stack" aria-label="Words of yours that never went out">
      <h2>Words of yours that never went out</h2>
      <p class="quiet">They are on this phone only. Copy what you want to keep.</p>
      {unsent.map((text) => (
        <Card key={text}>
          <p dir="auto">{text}</p>
          <CopyButton text={text} label="Copy these words" />
        </Card>
      ))}
      <div>
        <Button kind="text" onClick={throwAway}>
          Throw them away
        </Button>
      </div>
    </section>
  );
}
