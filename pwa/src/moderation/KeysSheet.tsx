import { Sheet } from "../ui/Sheet";

const KEYS = [
  ["j", "Next"],
  ["k", "Previous"],
  ["a", "Approve"],
  ["t", "Approve for tables only"],
  ["f", "Approve, and feature on the screen"],
  ["b", "Approve several together"],
  ["s", "Send back: then the number of a reason, or your own words and Enter"],
  ["x", "Close, likewise"],
  ["u", "Undo, for ten seconds"],
  ["p", "Held for a second, on any page with these tabs: stop everything"],
  ["?", "This list"],
  ["Esc", "Put a sheet away"],
] as const;

/** What the keyboard does on this page. */
export function KeysSheet({ onClose }: { onClose: () => void }) {
  return (
    <Sheet open title="Without a mouse" onClose={onClose}>
      <dl class="keys">
        {KEYS.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
