import { serverNow } from "../live/clock";
import { useTick } from "../ui/tick";
import { readingTime } from "./rotation";
import { usePages } from "./usePages";

interface TurningProps {
  text: string;
  /** How large its letters may become, in `--u`. */
  largest: number;
}

/** Words that stay up for as long as they are true: whole, and turned over again and again where they are too long. */
export function Turning({ text, largest }: TurningProps) {
  const time = readingTime({ text });
  useTick(1_000, true);
  const { ref } = usePages<HTMLDivElement>(time, Math.floor(serverNow() / time), { text, largest });
  return (
    <div class="wall-told">
      <div class="wall-words" ref={ref}>
        <p class="wall-fit" dir="auto">
          {text}
        </p>
      </div>
    </div>
  );
}
