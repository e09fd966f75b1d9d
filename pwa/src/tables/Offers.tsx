import { useEffect, useState } from "preact/hooks";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { request } from "../live/api";
import { Button } from "../ui/Button";
import { useAttempt } from "../ui/useAttempt";

type Tables = Schema<"HallOffers">["tables"];
type Offer = Tables[number]["offers"][number];

const OFFERS: Readonly<Record<Offer, string>> = { "step-free": "Step-free", quiet: "Quiet" };

/** What the tables of the hall offer, and how a host says so. Nothing is known while `tables` is null. */
export function useOffers() {
  const here = useHere();
  const [tables, setTables] = useState<Tables | null>(null);
  const { error, attempt } = useAttempt();

  async function ask(method: "GET" | "PUT" | "DELETE", path: string): Promise<void> {
    setTables((await request<Schema<"HallOffers">>(method, here.path(path))).tables);
  }
  useEffect(() => void attempt(() => ask("GET", "/offers")), []);

  return {
    tables,
    error,
    set: (number: number, offer: Offer, offered: boolean) =>
      attempt(() => ask(offered ? "PUT" : "DELETE", `/tables/${number}/offers/${offer}`)),
  };
}

/** Two switches for a table of the hall. */
export function Offers({ number, hall }: { number: number; hall: ReturnType<typeof useOffers> }) {
  if (!hall.tables) return null;
  const offered = hall.tables.find((table) => table.number === number)?.offers ?? [];
  return (
    <fieldset class="cards-offers">
      <legend class="unseen">Table {number}</legend>
      {(Object.keys(OFFERS) as Offer[]).map((offer) => (
        <Button
          key={offer}
          pressed={offered.includes(offer)}
          label={`Table ${number}: ${OFFERS[offer]}`}
          onClick={() => hall.set(number, offer, !offered.includes(offer))}
        >
          {OFFERS[offer]}
        </Button>
      ))}
    </fieldset>
  );
}
