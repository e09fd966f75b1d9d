import { useEffect, useRef, useState } from "preact/hooks";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { changesIn, type Edits, giveWay, insist, unsent } from "../live/edits";
import { discard, enqueue } from "../live/outbox";
import { outboxItem } from "../live/outboxItems";
import { useEdits } from "../live/useEdits";
import { toast } from "../ui/toast";
import { type Own, ownOf, PROFILE, type Profile, saving, sentIn, tidied, versionOf } from "./profile";

/** One's own profile being changed: what to show, what to say of its sending, and what to do with it. */
export function useProfile(profile: Profile) {
  const here = useHere();
  const own = ownOf(profile);
  const item = outboxItem(here.slug, PROFILE);
  const refused = item?.state === "refused";
  const [handed, hand] = useState<Partial<Own>>({}); // to the outbox, which takes a moment to keep it
  const waiting = item && !refused && item.state !== "done" ? { ...handed, ...sentIn(item) } : handed;
  const my = useEdits<Own>(here.slug, PROFILE, own, waiting);
  const { view, edits, latest, dirty, clashing, change, replace } = my;
  const overtaken = refused && item.problem?.code === "version-conflict";

  async function send(mine: Edits<Own>): Promise<void> {
    const tidy = tidied(own, mine, waiting);
    replace(tidy);
    if (Object.keys(tidy).length === 0) return;
    const changes = changesIn(tidy);
    hand(changes);
    await enqueue(saving(here, profile.version, changes)).finally(() => hand({}));
  }

  const told = useRef(item?.state === "done" ? item.id : 0);
  useEffect(() => {
    if (item?.state !== "done" || told.current === item.id) return;
    told.current = item.id;
    toast("Saved.");
  }, [item?.id, item?.state]);

  // What has arrived is no change any more, whoever brought it.
  useEffect(() => {
    const arrived = item?.state === "done" ? (item.answer as Schema<"ProfileSnapshot">).profile : null;
    if (arrived && arrived.version > profile.version) {
      here.me.amend((known) => ({ ...known, profile: arrived }));
    } else {
      const sent = item && arrived?.version === profile.version ? sentIn(item) : {};
      replace(unsent(own, latest(), sent, waiting));
    }
  }, [item?.id, item?.state, profile.version]);

  // Somebody else changed it first. Where both changed different things, both hold.
  useEffect(() => {
    if (refused && !dirty) void discard(item.id);
    else if (overtaken && versionOf(item) >= profile.version) void here.me.refresh();
    else if (overtaken && clashing.length === 0) void send(edits);
  }, [refused, item?.id, dirty, profile.version]);

  return {
    view,
    change,
    send: () => send(edits),
    /** True while something here has not been handed to the outbox. */
    unsaved: Object.keys(unsent(own, edits, item && !refused ? sentIn(item) : {}, waiting)).length > 0,
    item,
    /** True while the last change has not arrived. */
    underWay: item !== undefined && item.state !== "done",
    /** Why it was refused. That somebody was faster is told by `clashing`, where it matters. */
    problem: refused && !overtaken ? item.problem : null,
    clashing,
    /** Send mine, over what somebody else wrote. */
    keepMine: () => send(insist(own, edits)),
    /** Leave what somebody else wrote. */
    takeTheirs() {
      const rest = giveWay(edits, clashing);
      if (Object.keys(rest).length > 0) return send(rest);
      replace(rest);
      return undefined;
    },
  };
}
