import { signal } from "@preact/signals";
import type { Schema } from "../contract/types";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Choice } from "../ui/Choice";
import { ErrorNote } from "../ui/ErrorNote";
import { useAttempt } from "../ui/useAttempt";

type Depth = "lighter" | "deeper";

const DEPTHS = [
  { value: "lighter", label: "Lighter" },
  { value: "deeper", label: "Deeper" },
] as const;

/** How deep this phone reads its cards, for as long as the app is open. */
const depth = signal<Depth>("lighter");

interface PromptCardProps {
  prompt: Schema<"Prompt">;
  /** Turns over the next card, for everybody at the table. Nothing where it does not lie on one. */
  pass?: () => Promise<unknown>;
  /** The next card is what comes next, with turns of its own, rather than a card skipped. */
  next?: boolean;
  /** It is how one's own story begins. */
  mine?: boolean;
}

/** The card that lies on the table. How deep to read it each phone chooses for itself. */
export function PromptCard({ prompt, pass, next = false, mine = false }: PromptCardProps) {
  const { error, attempt } = useAttempt();
  return (
    <Card as="section" label="The card on the table">
      <div class="prompt" aria-live="polite" key={prompt.key}>
        <p class="prompt-text">{prompt[depth.value] || prompt.lighter}</p>
        {prompt.follow_up && <p class="quiet small">A neighbour may ask: {prompt.follow_up}</p>}
      </div>
      {(prompt.deeper || pass) && (
        <div class="prompt-foot">
          {prompt.deeper && (
            <Choice
              legend="How deep"
              hideLegend
              value={depth.value}
              onChange={(chosen) => {
                depth.value = chosen;
              }}
              options={DEPTHS}
            />
          )}
          {pass && (
            <Button
              kind="text"
              label={mine ? "Take your story off the table" : next ? "Next card" : "Skip this card"}
              onClick={() => attempt(pass)}
            >
              {mine ? "Take it off" : next ? "Next" : "Skip"}
            </Button>
          )}
        </div>
      )}
      {error !== null && <ErrorNote error={error} />}
    </Card>
  );
}
