import { useEffect, useState } from "preact/hooks";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { serverNow } from "../live/clock";
import { enqueue } from "../live/outbox";
import { outboxItem } from "../live/outboxItems";
import { useTick } from "../ui/tick";
import {
  heard,
  OPENNESS,
  type Openness,
  type Own,
  onItsWay,
  type Pause,
  type Said,
  saying,
  seenAs,
} from "./openness";

const HALF_MINUTE_MS = 30_000;

/** How open one is: what others see, what one has just said, and where that stands. */
export function useOpenness(own: Own) {
  const here = useHere();
  const item = outboxItem(here.slug, OPENNESS);
  const [tapped, setTapped] = useState<Said | null>(null); // until the phone has written it down
  const said = tapped ?? onItsWay(item);
  useTick(HALF_MINUTE_MS, own.paused_until !== null);

  useEffect(() => {
    if (item?.state !== "done") return;
    here.me.amend((known) => heard(known, item.answer as Schema<"ProfileSnapshot">));
  }, [item?.id, item?.state]);

  return {
    /** How others see one now. */
    seen: seenAs(own, serverNow()),
    /** What one has said that is still on its way. */
    said,
    /** What became of what one said last. */
    state: item?.state,
    problem: item?.state === "refused" ? item.problem : null,
    async say(openness: Openness, pause: Pause | null = null): Promise<void> {
      const command = saying(here, openness, pause, serverNow());
      setTapped(command.body as Said);
      await enqueue(command).finally(() => setTapped(null));
    },
  };
}
