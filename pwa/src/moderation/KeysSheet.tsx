import { Sheet } from "../ui/Sheet";

const KEYS = [
  ["j", "Next"],
  ["k", "Previous"],
  ["a", "Approve"],
  ["s", "Send back, with a reason"],
  ["x", "Close, with a reason"],
  ["u", "Undo, for ten seconds"],
  ["?", "This list"],
  ["Esc", "Put a sheet away"],
] as const;

/** What the keyboard does on this page. */
export function KeysSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Sheet open={open} title="Without a mouse" onClose={onClose}>
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
