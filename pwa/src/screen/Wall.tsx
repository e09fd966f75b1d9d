import type { ComponentChildren } from "preact";
import { useEnded, useHere } from "../app/here";
import { sayDay, sayDays } from "../conferences/days";
import type { Schema } from "../contract/types";
import { serverNow } from "../live/clock";
import { isSeated } from "../tables/store";
import { hereWords } from "../tables/words";
import { TableMark } from "../ui/TableMark";
import { useTick } from "../ui/tick";
import { AtTables } from "./AtTables";
import { Featured, FeaturedTakeaway } from "./Featured";
import { FindTable } from "./FindTable";
import { qrAddress } from "./requests";
import { spaced } from "./rotation";
import type { ScreenState } from "./store";
import { WallClock } from "./WallClock";
import { WallNews } from "./WallNews";
import { walking } from "./walking";

/** What the room sees: stories or the tables, the way in, and what was announced last. */
export function Wall({ state }: { state: ScreenState }) {
  const { talk, stories, takeaways, announcement } = state;
  const ended = useEnded();
  const seated = talk !== null && isSeated(talk);
  return (
    <>
      <header class="wall-head">
        <h1>{state.name}</h1>
        <p class="quiet figures">{seated ? hereWords(talk.here) : state.run_by}</p>
      </header>
      <section class="wall-main">
        {seated ? (
          <Tables state={state} talk={talk} />
        ) : talk?.phase === "setting" ? (
          <BeingSet />
        ) : ended ? (
          <Goodbye until={state.deletes_on} />
        ) : (
          <Featured
            stories={stories}
            between={
              talk
                ? [<Call key={talk.id} talk={talk} />]
                : takeaways.map((one) => <FeaturedTakeaway key={one.id} takeaway={one} />)
            }
          />
        )}
      </section>
      <aside class="wall-side">
        {seated && <WallClock talk={talk} />}
        {!ended && <ComeIn state={state} small={seated} />}
      </aside>
      <WallNews announcement={announcement} inTalk={state.talk_announcement} />
    </>
  );
}

/** The way to the tables, until all have had the time to walk; then the round. */
function Tables({ state, talk }: { state: ScreenState; talk: Schema<"TalkView"> }) {
  const { tables, names, prompt } = state;
  useTick(1_000, names.length > 0);
  return walking(talk, names.length > 0, serverNow()) ? (
    <FindTable tables={tables} names={names} />
  ) : (
    <AtTables talk={talk} tables={tables} prompt={prompt} />
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

/** Calls people to a talk that gathers. */
function Call({ talk }: { talk: Schema<"TalkView"> }) {
  return (
    <div class="wall-middle wall-story">
      <Marks count={4}>
        <strong class="wall-lead figures">{hereWords(talk.here)}</strong>
      </Marks>
      <h2 class="wall-title">{talk.title}</h2>
      <p class="wall-lead">Open it on your phone and say that you’re here.</p>
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

function Marks({ count, children }: { count: number; children?: ComponentChildren }) {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  return (
    <p class="wall-marks">
      {numbers.map((number) => (
        <TableMark key={number} number={number} />
      ))}
      {children}
    </p>
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
          <p class="quiet">All of it is deleted on {sayDays(deletes_on, deletes_on)}</p>
        </>
      )}
    </section>
  );
}
