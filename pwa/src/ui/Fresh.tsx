import { Button } from "./Button";
import "./fresh.css";

interface FreshProps {
  count: number;
  /** What one of them is called, and several. */
  one: string;
  many: string;
  onShow: () => void;
}

/** "3 new stories": they come when they are asked for, so that nothing moves under a thumb. */
export function Fresh({ count, one, many, onShow }: FreshProps) {
  const said = `${count} new ${count === 1 ? one : many}`;
  return (
    <div class="fresh" role="status">
      {count > 0 && (
        <Button kind="primary" label={`${said}: show`} onClick={onShow}>
          {said}
        </Button>
      )}
    </div>
  );
}
