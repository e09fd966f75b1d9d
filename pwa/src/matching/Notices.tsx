import { useEffect } from "preact/hooks";
import { useHere } from "../app/here";
import { say } from "../app/texts";
import type { KnownFact } from "../contract/types";
import { overhear } from "../live/socket";
import { InvitedCall } from "../tables/InvitedCall";
import { toast } from "../ui/toast";
import { ConnectedNotice } from "./ConnectedNotice";
import { FreeNowBar } from "./FreeNowBar";
import { MeetNowBar } from "./MeetNowBar";

/**
 * Says in passing that somebody waved, and over every page who meets one now, or would like to as well.
 *
 * `wanted`: nothing else on the page shows the former.
 */
export function Notices({ wanted }: { wanted: boolean }) {
  const here = useHere();
  useEffect(() => {
    if (!wanted) return;
    return overhear(here.slug, `person:${here.personId}`, (_stream, _number, heard) => {
      const fact = heard as KnownFact;
      if (fact.type === "matching.waved") {
        const { person, story } = fact.data.wave;
        toast(`${person.name} ${story ? "would like to hear more of your story" : "waved at you"}.`);
      }
      if (fact.type === "tables.takeaway_told" && fact.data.takeaway.state === "sent-back") {
        toast("Your table’s line came back. The page of the talk says why.");
      }
      if (fact.type === "moderation.report_answered") toast(say(`report.${fact.data.report.outcome}`));
      if (fact.type === "matching.appointment_changed") {
        const { person, mine, state } = fact.data.appointment;
        if (state === "proposed" && !mine)
          toast(`${person.name} proposes a time to meet. It is among your contacts.`);
        if (state === "agreed" && mine) toast(`${person.name} will be there.`);
        if (state === "cancelled") toast(`Your meeting with ${person.name} is cancelled.`);
      }
    });
  }, [here, wanted]);
  return (
    <div class="meet-now">
      <MeetNowBar />
      {wanted && <ConnectedNotice />}
      <InvitedCall />
      <FreeNowBar />
    </div>
  );
}
