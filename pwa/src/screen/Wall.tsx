import { ErrorBoundary } from "preact-iso";
import { useEnded, useHere } from "../app/here";
import { part } from "../app/page";
import { sayDay, sayDays } from "../conferences/days";
import { isSeated } from "../tables/store";
import { hereWords } from "../tables/words";
import { LostLine } from "./LostLine";
import { Marks } from "./Marks";
import { qrAddress } from "./requests";
import { spaced } from "./rotation";
import type { ScreenState } from "./store";
import { WallClock } from "./WallClock";

const Featured = part(() => import("./Featured").then(({ Featured }) => Featured));
const Tables = part(() => import("./Tables").then(({ Tables }) => Tables));
const WallNews = part(() => import("./WallNews").then(({ WallNews }) => WallNews));

/** What the room sees: stories or the tables, the way in, and what was announced last. `at`: when it was known to be true. */
export function Wall({ state, at }: { state: ScreenState; at: number | null }) {
  const { talk, announcement } = state;
  const ended = useEnded();
  const seated = talk !== null && isSeated(talk);
  return (
    <>
      <header class="wall-head">
        <h1>{state.name}</h1>
        {seated ? (
          <p class="quiet figures">{hereWords(talk.here)}</p>
        ) : (
          <p class="wall-kept quiet">{state.run_by}</p>
        )}
        <LostLine at={at} />
      </header>
      <section class="wall-main">
        {seated ? (
          <ErrorBoundary>
            <Tables state={state} talk={talk} />
          </ErrorBoundary>
        ) : talk?.phase === "setting" ? (
          <BeingSet />
        ) : ended ? (
          <Goodbye until={state.deletes_on} />
        ) : (
          <ErrorBoundary>
            <Featured state={state} />
          </ErrorBoundary>
        )}
      </section>
      <aside class="wall-side">
        {seated && <WallClock talk={talk} />}
        {!ended && <ComeIn state={state} small={seated} />}
      </aside>
      <ErrorBoundary>
        <WallNews announcement={announcement} inTalk={state.talk_announcement} />
      </ErrorBoundary>
    </>
  );
}

/** The last thing the room sees. `until`: the day on which everything is deleted. */
function Goodbye({ until }: { until: string }) {
  return (
    <div class="wall-middle">
      <Marks count={8} />
      <h2 class="wall-title">Thank you for coming</h2>
      <p class="wall-lead">
        Your contacts and the stories stay on your phone until {sayDay(until)}. Then all of it is deleted.
      </p>
    </div>
  );
}

function BeingSet() {
  return (
    <div class="wall-middle">
      <Marks count={8} />
      <h2 class="wall-title">The tables are being set</h2>
      <p class="wall-lead">Look at your phone: yours comes up in a moment.</p>
    </div>
  );
}

function ComeIn({ state, small }: { state: ScreenState; small: boolean }) {
  const here = useHere();
  const { code, link, joining, deletes_on, people } = state;
  if (!joining) return <p class="wall-lead">The door is closed to newcomers.</p>;
  return (
    <section class={small ? "wall-join wall-join-small" : "wall-join"}>
      <h2>{small ? "Just arrived?" : "Scan to come in"}</h2>
      <img src={qrAddress(here, code)} alt="The QR code that lets people in" />
      <p class="wall-code figures">{spaced(code)}</p>
      {!small && (
        <>
          <p class="quiet">
            or type it at <bdi>{new URL(link).host}</bdi>
          </p>
          <p class="figures">{people === 1 ? "1 person is in" : `${people} people are in`}</p>
          <p class="wall-kept quiet">All of it is deleted on {sayDays(deletes_on, deletes_on)}</p>
        </>
      )}
    </section>
  );
}
