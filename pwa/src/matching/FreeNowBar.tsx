import { useEnded, useHere } from "../app/here";
import { ProblemError } from "../live/api";
import { serverNow } from "../live/clock";
import { useStream } from "../live/useStream";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { useTick } from "../ui/tick";
import { toast } from "../ui/toast";
import "./freeNow.css";
import { applyToFree, beBusy, minutesFree, openFree } from "./freeNow";

const TICK_MS = 5_000;

/** Over whatever page is open: that one is free, for how long, and the end of it. */
export function FreeNowBar() {
  const here = useHere();
  const ended = useEnded();
  const stream = useStream(() => openFree(here), `${here.slug}/${here.personId}`);
  const known = stream.state.value;
  useTick(TICK_MS, known !== null && known.people.length > 0);
  const left = ended ? null : minutesFree(known, here.personId, serverNow());

  async function stop() {
    try {
      await beBusy(here);
      const data = { person_id: here.personId, until: null };
      stream.amend((state) => applyToFree(state, { type: "matching.free_now", data }));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const lost = "No signal. Others still see that you are free. Try again in a moment.";
      toast(error.code === "no-signal" ? lost : error.detail);
    }
  }

  return (
    <div class="free-bar" role="status">
      {left !== null && (
        <section>
          <Icon name="clock" />
          <p>
            <strong>You are free now</strong>
            <span class="quiet small">{left === 1 ? "For one more minute" : `For ${left} more minutes`}</span>
          </p>
          <Button kind="text" label="Free no longer" onClick={stop}>
            No longer
          </Button>
        </section>
      )}
    </div>
  );
}
