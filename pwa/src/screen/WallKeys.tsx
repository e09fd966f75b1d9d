import { useEffect, useState } from "preact/hooks";
import { Button } from "../ui/Button";

const SHOWN_MS = 3_000;

/** The keys of whoever stands at the machine: B or . blanks, as in slides; F fills the screen. Seen only while the pointer moves. */
export function WallKeys({ blank, toggle }: { blank: boolean; toggle: () => Promise<void> }) {
  const [shown, setShown] = useState(false);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      setShown(true);
      clearTimeout(timer);
      timer = setTimeout(() => setShown(false), SHOWN_MS);
    };
    window.addEventListener("pointermove", show);
    window.addEventListener("pointerdown", show);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pointermove", show);
      window.removeEventListener("pointerdown", show);
    };
  }, []);

  useEffect(() => {
    const press = ({ key, repeat, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
      if (repeat || ctrlKey || metaKey || altKey) return;
      if (key.toLowerCase() === "b" || key === ".") void toggle();
      if (key.toLowerCase() === "f") fill();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [toggle]);

  return (
    <div class={shown ? "wall-keys wall-keys-shown" : "wall-keys"}>
      <Button onClick={toggle}>
        {blank ? "Show the screen" : "Blank the screen"} <kbd>B</kbd>
      </Button>
      {document.fullscreenEnabled && (
        <Button onClick={fill}>
          Full screen <kbd>F</kbd>
        </Button>
      )}
    </div>
  );
}

function fill(): void {
  const change = document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen();
  change.catch(() => {}); // a browser may refuse; F11 does the same
}
