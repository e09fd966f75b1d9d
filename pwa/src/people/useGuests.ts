import { useEffect, useRef, useState } from "preact/hooks";
import { useHere } from "../app/here";
import { useStream } from "../live/useStream";
import { type GuestStream, type Guests, narrow, openGuests } from "./guestStore";

const TYPING_MS = 250;
const LONGEST = 60;

interface Found {
  stream: GuestStream;
  /** Those found; until the server has answered, those of them that this phone knows. Null while nothing is known. */
  state: Guests | null;
  /** True while the server has not answered for what is typed. */
  asking: boolean;
}

/** The people found by what is typed: at once among those known, then, once nobody types any more, among all. */
export function useGuests(typed: string): Found {
  const here = useHere();
  const wanted = typed.trim().slice(0, LONGEST);
  const find = useSettled(wanted);
  const stream = useStream(() => openGuests(here, find), `${here.slug}/${find}`) as GuestStream;
  const everybody = useRef<Guests | null>(null);
  const last = useRef<{ find: string; state: Guests | null }>({ find: "", state: null });

  const answer = stream.state.value;
  if (answer) last.current = { find, state: answer };
  if (answer && find === "") everybody.current = answer;
  if (answer && wanted === find) return { stream, state: answer, asking: false };

  const holdsThemAll = wanted.startsWith(last.current.find);
  const base = holdsThemAll ? last.current.state : everybody.current;
  return { stream, state: base && narrow(base, wanted), asking: true };
}

/** A text once it has stood still for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
