import { useEffect, useState } from "preact/hooks";
import { useHere, useRole } from "../app/here";
import { useStream } from "../live/useStream";
import { useWakeLock } from "../tables/useWakeLock";
import { Empty } from "../ui/Empty";
import { Loaded } from "../ui/Loaded";
import { Page } from "../ui/Page";
import { blankScreens, sayShown } from "./requests";
import "./screen.css";
import { SEEN_EVERY_MS } from "./seen";
import { openScreen } from "./store";
import { Wall } from "./Wall";
import { WallKeys } from "./WallKeys";

/** `?transparent`: what lies under the page shows through, in a stream or over slides. */
const TRANSPARENT = new URLSearchParams(location.search).has("transparent");

/** The projector's page. It asks nobody anything and comes back by itself. */
export default function ScreenPage() {
  const here = useHere();
  const host = useRole("host");
  const screen = useStream(() => openScreen(here), `${here.slug}/screen`);
  const [covered, setCovered] = useState(false);
  const state = screen.state.value;
  const stopped = state?.stopped === true;
  const blank = covered || stopped || state?.blank === true;
  useWakeLock(true);

  const shown = state !== null;

  useEffect(() => {
    if (!shown) return;
    const say = () => void sayShown(here).catch(() => {}); // whoever looks after it sees that it is silent
    say();
    const timer = setInterval(say, SEEN_EVERY_MS);
    return () => clearInterval(timer);
  }, [here, shown]);

  useEffect(() => {
    document.title = `${state?.name ?? "Screen"} · Happenstance`;
  }, [state?.name]);

  /** Hosts blank every screen; whoever stands at this one can always cover it. */
  async function toggle(): Promise<void> {
    if (stopped) return; // an organiser lifts it, backstage
    const next = !blank;
    setCovered(next);
    if (!host) return;
    try {
      await blankScreens(here, next);
      setCovered(false);
      screen.amend((known) => ({ ...known, blank: next }));
    } catch {
      // No signal: this screen does as it was told, and the others when the key is pressed again.
    }
  }

  const refused = screen.problem.value !== null && !screen.problem.value.isPassing;
  if (state && refused) return <Closed />;
  if (!state) {
    return (
      <Page title="The big screen" back={here.link("")}>
        <Loaded
          stream={screen}
          missing={
            <Empty icon="screen" title="This page is for the projector">
              <p>Hosts and organisers can open it. What it shows is on your phone, too.</p>
            </Empty>
          }
        >
          {() => null}
        </Loaded>
      </Page>
    );
  }
  return (
    <main class={`wall${blank ? " wall-blank" : ""}${TRANSPARENT ? " wall-through" : ""}`}>
      {blank ? (
        <h1 class="unseen">{stopped ? "Publication is stopped" : "The screen is blank"}</h1>
      ) : (
        <Wall state={state} at={screen.updatedAt.value} />
      )}
      <WallKeys blank={blank} toggle={toggle} />
    </main>
  );
}

/** What a screen shows whose key was taken back: paper, and a word for whoever stands beside it. */
function Closed() {
  return (
    <main class="wall wall-blank">
      <h1 class="unseen">This screen is closed</h1>
      <p class="wall-closed quiet">This screen was closed. An organiser can make it a new key.</p>
    </main>
  );
}
