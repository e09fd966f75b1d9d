import { useEffect } from "preact/hooks";
import { useHere } from "../app/here";
import type { KnownFact } from "../contract/types";
import { overhear } from "../live/socket";
import { toast } from "../ui/toast";

/** Says in passing that somebody waved, or that one is connected. `wanted`: where nothing else shows it. */
export function useNotices(wanted: boolean): void {
  const here = useHere();
  useEffect(() => {
    if (!wanted) return;
    return overhear(here.slug, `person:${here.personId}`, (_stream, _number, heard) => {
      const fact = heard as KnownFact;
      if (fact.type === "matching.waved") toast(`${fact.data.wave.person.name} waved at you.`);
      if (fact.type === "tables.takeaway_told" && fact.data.takeaway.state === "sent-back") {
        toast("Your table’s line came back. The page of the talk says why.");
      }
      if (fact.type === "matching.connected") {
        toast(`You and ${fact.data.connection.person.name} are in each other’s contacts now.`);
      }
    });
  }, [here, wanted]);
}
