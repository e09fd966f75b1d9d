import { useEnded, useHere } from "../app/here";
import { OrganisersOnly } from "../app/OrganisersOnly";
import { EndedNotice } from "../conferences/EndedNotice";
import type { Stream } from "../live/stream";
import { useStream } from "../live/useStream";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { Loaded } from "../ui/Loaded";
import { Page } from "../ui/Page";
import { countUnmet, type Figures, openFigures } from "./figures";
import { HowMixed } from "./HowMixed";
import { HowSpread } from "./HowSpread";
import { TakenUp } from "./TakenUp";
import { UnmetList } from "./UnmetList";
import "./figures.css";

/** How the room meets, for organisers: who has met nobody yet, and totals that tell on nobody. */
export default function MeetingPage() {
  return (
    <OrganisersOnly title="Meeting">
      <Meeting />
    </OrganisersOnly>
  );
}

function Meeting() {
  const here = useHere();
  const figures = useStream(() => openFigures(here), here.slug);
  return (
    <Page wide title="Meeting" back={here.link("")}>
      <EndedNotice />
      <Loaded stream={figures}>{(told) => <HowTheRoomMeets told={told} figures={figures} />}</Loaded>
    </Page>
  );
}

function HowTheRoomMeets({ told, figures }: { told: Figures; figures: Stream<Figures> }) {
  const ended = useEnded();
  const problem = figures.problem.value;
  return (
    <>
      {problem && <ErrorNote error={problem} kept="These are the figures from before." />}
      <LookAgain figures={figures} />
      <div class="meeting">
        <section class="stack" aria-labelledby="unmet">
          <h2 id="unmet">Who has met nobody yet</h2>
          <p role="status">{countUnmet(told)}</p>
          {!ended && told.unmet > 0 && <UnmetList told={told} />}
        </section>
        <div class="stack meeting-totals">
          <HowMixed mixing={told.mixing} />
          <TakenUp told={told.acceptance} />
          {told.exposure && <HowSpread told={told.exposure} />}
        </div>
      </div>
    </>
  );
}

/** As it was when, and a look at how it is now. */
function LookAgain({ figures }: { figures: Stream<Figures> }) {
  const at = figures.updatedAt.value;
  const time = at && new Date(at).toLocaleTimeString("en-GB", { timeStyle: "short" });
  return (
    <div class="meeting-again">
      {time && <span class="quiet small">As it was at {time}</span>}
      <Button kind="text" onClick={figures.refresh}>
        Look again
      </Button>
    </div>
  );
}
