import { useEffect, useRef, useState } from "preact/hooks";
import { ErrorBoundary } from "preact-iso";
import { useHere } from "../app/here";
import { part } from "../app/page";
import { EndedNotice } from "../conferences/EndedNotice";
import type { KnownFact } from "../contract/types";
import { ProblemError } from "../live/api";
import { overhear } from "../live/socket";
import { useStream } from "../live/useStream";
import { Button } from "../ui/Button";
import { Choice } from "../ui/Choice";
import { Empty } from "../ui/Empty";
import { Loaded } from "../ui/Loaded";
import { Page } from "../ui/Page";
import { toast } from "../ui/toast";
import { askFor, openMeet } from "./meetStore";
import { PeopleToMeet } from "./PeopleToMeet";
import { chooseIntent, type Intent } from "./requests";
import { useConnected } from "./useConnected";
import { INTENTS } from "./words";
import "./matching.css";

const ConnectedSheet = part(() => import("./ConnectedSheet").then(({ ConnectedSheet }) => ConnectedSheet));
const FreeNowSection = part(() => import("./FreeNowSection").then(({ FreeNowSection }) => FreeNowSection));
const NOT_ASKED = "No signal, so nothing has changed. Choose again when there is some.";

/** People to meet, each with the reason that one would say aloud. Who waved at oneself comes first. */
export default function MeetPage() {
  const here = useHere();
  const [connection, done] = useConnected();
  const [asked, setAsked] = useState<Intent | null>(null); // till it has arrived
  const [changes, setChanges] = useState(0);
  const asking = useRef<HTMLDivElement>(null);
  const own = here.me.state.value?.profile;
  const open = `${own?.openness}/${own?.paused_until}`; // who turns to another word is suggested others
  const meet = useStream(() => openMeet(here), `${here.slug}/${here.personId}/${open}`);

  useEffect(
    () =>
      overhear(here.slug, `person:${here.personId}`, (_stream, _number, heard) => {
        const fact = heard as KnownFact;
        // They were brought back on another phone of one's own: the list that was fetched here is without them.
        if (fact.type === "matching.brought_back") void meet.refresh();
      }),
    [here, meet],
  );

  async function choose(chosen: Intent) {
    setAsked(chosen);
    try {
      await chooseIntent(here, chosen);
      meet.amend((state) => askFor(state, chosen));
      await meet.refresh();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      toast(error.code === "no-signal" ? NOT_ASKED : error.detail);
    } finally {
      setAsked((latest) => (latest === chosen ? null : latest));
    }
  }

  // In an effect: by then the sheet in which it was asked for has given the focus back.
  useEffect(() => {
    if (changes === 0) return;
    const chosen = asking.current?.querySelector<HTMLElement>("input:checked");
    chosen?.scrollIntoView({ block: "center" });
    chosen?.focus({ preventScroll: true });
  }, [changes]);

  return (
    <Page title="People to meet">
      <EndedNotice />
      <div ref={asking}>
        <Choice
          legend="Who would you like to meet?"
          hint="It goes both ways: what you choose decides, too, to whom you are suggested."
          value={asked ?? meet.state.value?.intent ?? null}
          onChange={choose}
          options={Object.entries(INTENTS).map(([value, label]) => ({ value: value as Intent, label }))}
        />
      </div>
      <ErrorBoundary>
        <FreeNowSection />
      </ErrorBoundary>
      {meet.state.value === null && meet.problem.value?.isPassing ? (
        <Empty icon="meet" title="Nobody to show just yet">
          <p>This phone needs a signal to ask whom you might meet. It keeps asking by itself.</p>
          <Button onClick={meet.refresh}>Ask again</Button>
        </Empty>
      ) : (
        <Loaded stream={meet}>
          {(known) => {
            const state = asked ? askFor(known, asked) : known;
            return (
              <PeopleToMeet
                key={state.intent}
                meet={meet}
                state={state}
                onChange={() => setChanges(changes + 1)}
              />
            );
          }}
        </Loaded>
      )}
      <ErrorBoundary>
        <ConnectedSheet connection={connection} onClose={done} />
      </ErrorBoundary>
    </Page>
  );
}
