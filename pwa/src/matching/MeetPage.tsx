import { useEffect, useState } from "preact/hooks";
import { useHere } from "../app/here";
import { EndedNotice } from "../conferences/EndedNotice";
import type { KnownFact } from "../contract/types";
import { ProblemError } from "../live/api";
import { serverNow } from "../live/clock";
import { overhear } from "../live/socket";
import type { Stream } from "../live/stream";
import { useStream } from "../live/useStream";
import { Button } from "../ui/Button";
import { Choice } from "../ui/Choice";
import { Empty } from "../ui/Empty";
import { Loaded } from "../ui/Loaded";
import { Page } from "../ui/Page";
import { useTick } from "../ui/tick";
import { ConnectedSheet } from "./ConnectedSheet";
import { type Meet, openMeet } from "./meetStore";
import { PersonToMeet } from "./PersonToMeet";
import { type Connection, chooseIntent, type Intent } from "./requests";
import { useWaving } from "./useWaving";
import { INTENTS, spoken } from "./words";
import "./matching.css";

const MINUTE_MS = 60_000;

/** People to meet, each with the reason that one would say aloud. Who waved at oneself comes first. */
export default function MeetPage() {
  const here = useHere();
  const [intent, setIntent] = useState<Intent | null>(null);
  const [connection, setConnection] = useState<Connection | null>(null);
  const meet = useStream(() => openMeet(here, intent), `${here.slug}/${here.personId}/${intent}`);

  useEffect(
    () =>
      overhear(here.slug, `person:${here.personId}`, (_stream, _number, heard) => {
        const fact = heard as KnownFact;
        if (fact.type === "matching.connected") setConnection(fact.data.connection);
      }),
    [here],
  );

  function choose(chosen: Intent) {
    setIntent(chosen);
    // Remembered for other visits; the list is asked for as it was tapped, whether or not this arrives.
    chooseIntent(here, chosen).catch((error) => {
      if (!(error instanceof ProblemError)) throw error;
    });
  }

  return (
    <Page title="People to meet">
      <EndedNotice />
      <Choice
        legend="Who would you like to meet?"
        value={intent ?? meet.state.value?.intent ?? null}
        onChange={choose}
        options={Object.entries(INTENTS).map(([value, label]) => ({ value: value as Intent, label }))}
      />
      <Loaded stream={meet}>
        {(state) => <People meet={meet} state={state} onConnected={setConnection} />}
      </Loaded>
      <ConnectedSheet connection={connection} onClose={() => setConnection(null)} />
    </Page>
  );
}

interface PeopleProps {
  meet: Stream<Meet>;
  state: Meet;
  onConnected: (connection: Connection) => void;
}

function People({ meet, state, onConnected }: PeopleProps) {
  const here = useHere();
  const waving = useWaving(meet, onConnected);
  useTick(MINUTE_MS);
  const alive = ({ expires_at }: { expires_at: string }) => Date.parse(expires_at) > serverNow();
  const received = state.received.filter(alive);
  const shown = new Set(received.map(({ person }) => person.id));
  const suggestions = state.suggestions.filter(({ person }) => !shown.has(person.id));
  for (const { person } of suggestions) shown.add(person.id);
  const sent = state.sent.filter((wave) => alive(wave) && !shown.has(wave.person.id));
  const why = state.shorter && spoken(state.shorter);

  return (
    <>
      {received.length > 0 && (
        <section class="stack" aria-label="They would like to meet you">
          <h2>{received.length === 1 ? "Somebody waved at you" : "They waved at you"}</h2>
          {received.map(({ person, reason }) => (
            <PersonToMeet
              key={person.id}
              person={person}
              reason={reason}
              standing="received"
              waving={waving}
              story={state.suggestions.find((one) => one.person.id === person.id)?.story ?? null}
            />
          ))}
          {suggestions.length > 0 && <h2>You might like to meet</h2>}
        </section>
      )}
      {suggestions.map(({ person, reason, waved, story }) => (
        <PersonToMeet
          key={person.id}
          person={person}
          reason={reason}
          standing={waved ? "sent" : "suggested"}
          waving={waving}
          story={story}
        />
      ))}
      {suggestions.length === 0 && received.length === 0 && (
        <Empty icon="meet" title="Nobody to suggest yet">
          <p>{why}</p>
          <Button kind="primary" href={here.link("/profile")}>
            Say more about yourself
          </Button>
        </Empty>
      )}
      {sent.length > 0 && (
        <section class="stack" aria-label="You have waved at them, too">
          <h2>You have waved at them, too</h2>
          {sent.map(({ person, reason }) => (
            <PersonToMeet
              key={person.id}
              person={person}
              reason={reason}
              standing="sent"
              waving={waving}
              story={null}
            />
          ))}
        </section>
      )}
      {why && suggestions.length > 0 && <p class="quiet">{why}</p>}
      <div>
        <Button kind="text" onClick={meet.refresh}>
          Look again
        </Button>
      </div>
    </>
  );
}
