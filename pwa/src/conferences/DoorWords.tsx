import type { Schema } from "../contract/types";
import { sayDay, sayDays } from "./days";

type DoorWordsProps = Pick<Schema<"Door">, "run_by" | "deletes_on"> &
  Partial<Pick<Schema<"Door">, "starts_on" | "ends_on">>;

/** What one must know of a conference before one says one's name: who runs it, and when its data goes. */
export function DoorWords({ run_by, deletes_on, starts_on, ends_on }: DoorWordsProps) {
  return (
    <div class="stack-tight">
      <p>
        Run by <bdi>{run_by}</bdi>
      </p>
      <p class="quiet small">
        {starts_on && ends_on && `${sayDays(starts_on, ends_on)}. `}Everything people say here is deleted on{" "}
        <strong>{sayDay(deletes_on)}</strong>.
      </p>
    </div>
  );
}
