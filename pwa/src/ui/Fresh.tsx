import { Button } from "./Button";
import "./fresh.css";

interface FreshProps {
  count: number;
  /** What one of them is called, and several. */
  one: string;
  many: string;
  onShow: () => void;
}

/** "3 new": they come when they are asked for, so that nothing moves under a thumb. */
export function Fresh({ count, one, many, onShow }: FreshProps) {
  return (
    <div class="fresh" role="status">
      {count > 0 && (
        <Button kind="primary" onClick={onShow}>
          {count} new {count === 1 ? one : many}
          <span class="unseen">: show</span>
        </Button>
      )}
    </div>
  );
}
