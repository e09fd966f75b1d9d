import type { Schema } from "../contract/types";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { Page } from "../ui/Page";
import { sayDay } from "./days";

interface ShutDoorProps {
  door: Schema<"Door">;
  /** Look whether it is open by now. */
  again: () => Promise<void>;
}

/** A conference that takes nobody new: because it has ended, or because its organisers say so. */
export function ShutDoor({ door, again }: ShutDoorProps) {
  return (
    <Page title={door.name} back="/">
      {door.ended ? (
        <Empty icon="clock" title="This conference has ended">
          <p>
            Those who were here find their contacts until {sayDay(door.deletes_on)}. Then everything is
            deleted.
          </p>
        </Empty>
      ) : (
        <Empty icon="door" title="The door is closed">
          <p>This conference takes nobody new at the moment. Ask an organiser to let you in.</p>
          <Button kind="primary" onClick={again}>
            Try again
          </Button>
        </Empty>
      )}
      <p class="row">
        <span>Were you here before?</span>
        <Button href="/back">Come back</Button>
      </p>
    </Page>
  );
}
