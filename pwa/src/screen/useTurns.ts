import { useEffect, useRef, useState } from "preact/hooks";
import { nextTurn, type Offer, stays, type Turn, timeOf } from "./turns";

/** Where the wall was when it went blank, or the room sat down: from there it goes on. */
let left: Turn | null = null;

/**
 * What is up now: each thing for its time, and none for a moment longer than it is offered. A clicker's key for the next
 * slide brings up what follows, that for the one before what was up before it.
 */
export function useTurns(offer: Offer): Turn {
  const latest = useRef(offer);
  latest.current = offer;
  const [kept, setTurn] = useState(() => nextTurn(left, offer));
  const turn = stays(kept, offer) ? kept : nextTurn(kept, offer);
  const before = useRef<Turn | null>(null);

  useEffect(() => {
    if (turn !== kept) setTurn(turn);
  });

  useEffect(() => {
    left = kept;
    const go = (next: Turn) => {
      before.current = kept;
      setTurn(next);
    };
    const timer = setTimeout(() => go(nextTurn(kept, latest.current)), timeOf(kept.slide, latest.current));
    const press = ({ key, repeat }: KeyboardEvent) => {
      if (repeat) return;
      if (key === "PageDown") go(nextTurn(kept, latest.current));
      if (key === "PageUp" && before.current)
        go({ ...before.current, called: kept.called, count: kept.count + 1 });
    };
    window.addEventListener("keydown", press);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("keydown", press);
    };
  }, [kept]);

  return turn;
}
