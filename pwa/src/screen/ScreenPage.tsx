import { useEffect, useState } from "preact/hooks";
import { useHere, useRole } from "../app/here";
import { useStream } from "../live/useStream";
import { useWakeLock } from "../tables/useWakeLock";
import { Empty } from "../ui/Empty";
import { Loaded } from "../ui/Loaded";
import { Page } from "../ui/Page";
import { blankScreens } from "./requests";
import "./screen.css";
import { openScreen } from "./store";
import { Wall } from "./Wall";
import { WallKeys } from "./WallKeys";

/** The projector's page. It asks nobody anything and comes back by itself. */
export default function ScreenPage() {
  const here = useHere();
  const host = useRole("host");
  const screen = useStream(() => openScreen(here), `${here.slug}/screen`);
  const [covered, setCovered] = useState(false);
  const state = screen.state.value;
  const blank = covered || state?.blank === true;
  useWakeLock(true);

  useEffect(() => {
    document.title = `${state?.name ?? "Screen"} · Happenstance`;
  }, [state?.name]);

  /** Hosts blank every screen; whoever stands at this one can always cover it. */
  async function toggle(): Promise<void> {
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
    <main class={blank ? "wall wall-blank" : "wall"}>
      {blank ? <h1 class="unseen">The screen is blank</h1> : <Wall state={state} />}
      <WallKeys blank={blank} toggle={toggle} />
    </main>
  );
}
