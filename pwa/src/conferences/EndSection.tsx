import { useState } from "preact/hooks";
import { ErrorBoundary } from "preact-iso";
import { part } from "../app/page";
import { serverNow } from "../live/clock";
import { Button } from "../ui/Button";
import { Sheet } from "../ui/Sheet";
import { sayDay } from "./days";
import { type Conference, dayAfter, dayIn } from "./settings";
import { zoneInWords } from "./settingWords";

const Ending = part(() => import("./Ending").then(({ Ending }) => Ending));
const Deleting = part(() => import("./Ending").then(({ Deleting }) => Deleting));

/** The ways to bring it to an end: saying goodbye, and deleting everything. */
export function EndSection({ conference }: { conference: Conference }) {
  const [asked, setAsked] = useState<"end" | "delete" | null>(null);
  const { ended, deletes_on, zone } = conference;
  const tomorrow = dayAfter(dayIn(zone, serverNow()));
  const close = () => setAsked(null);
  return (
    <section class="setting" aria-labelledby="end">
      <h2 id="end">The end</h2>
      {ended ? (
        <p>The conference has ended.</p>
      ) : (
        <>
          <p>When it is over, say goodbye. Stories and contacts stay until {sayDay(deletes_on)}.</p>
          <div>
            <Button kind="danger" onClick={() => setAsked("end")}>
              End the conference
            </Button>
          </div>
        </>
      )}
      {deletes_on <= tomorrow ? (
        <p>
          Everything is deleted tonight, as {sayDay(deletes_on)} begins ({zoneInWords(zone)}). Until then a
          later day, under “Days”, keeps it.
        </p>
      ) : (
        <>
          <p>Everything is deleted by itself as {sayDay(deletes_on)} begins. It need not wait until then.</p>
          <div>
            <Button kind="danger" onClick={() => setAsked("delete")}>
              Delete everything tonight
            </Button>
          </div>
        </>
      )}
      <Sheet open={asked === "end"} title="End the conference?" onClose={close}>
        <ErrorBoundary>
          <Ending conference={conference} close={close} />
        </ErrorBoundary>
      </Sheet>
      <Sheet open={asked === "delete"} title="Delete everything tonight?" onClose={close}>
        <ErrorBoundary>
          <Deleting conference={conference} close={close} />
        </ErrorBoundary>
      </Sheet>
    </section>
  );
}
