import { useEffect, useRef, useState } from "preact/hooks";
import { useHere } from "../app/here";
import { serverNow } from "../live/clock";
import type { Stream } from "../live/stream";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { Fresh } from "../ui/Fresh";
import { useTick } from "../ui/tick";
import { useFocusKept } from "../ui/useFocusKept";
import { isAlive, type Meet, showFresh, suggestedNow } from "./meetStore";
import { PersonToMeet } from "./PersonToMeet";
import type { WaveCard } from "./requests";
import { useFreeFirst } from "./useFreeFirst";
import { useWaving } from "./useWaving";
import { spoken } from "./words";

const AT_A_TIME = 3;
const MINUTE_MS = 60_000;
const LOOKING = "Looking through the room for you. It takes a moment.";
const AGAIN = "Looking again: this takes a moment.";

interface PeopleToMeetProps {
  meet: Stream<Meet>;
  state: Meet;
  /** To where one chooses whom one would like to meet. */
  onChange: () => void;
}

/** Who waved, then a few suggestions at a time, then at whom else one has waved. */
export function PeopleToMeet({ meet, state, onChange }: PeopleToMeetProps) {
  const waving = useWaving(meet);
  const [most, setMost] = useState(AT_A_TIME);
  const fresh = useRef<HTMLElement | null>(null); // the first of those whom one asked to be shown
  const place = useRef<HTMLDivElement>(null);
  const refuge = useRef<HTMLHeadingElement>(null);
  useFocusKept(place, refuge, "article");
  useTick(MINUTE_MS);
  const hold = (card: HTMLElement | null) => {
    fresh.current = card;
  };
  useEffect(() => {
    if (most > AT_A_TIME) fresh.current?.focus({ preventScroll: true });
  }, [most]);

  const now = serverNow();
  const received = state.received.filter((wave) => isAlive(wave, now));
  const elsewhere = new Set(received.map(({ person }) => person.id));
  const wanted = suggestedNow(state, now).filter(({ person }) => !elsewhere.has(person.id));
  const { free, sorted: suggested, late, sort } = useFreeFirst(wanted);
  const shown = suggested.slice(0, most);
  for (const { person } of suggested) elsewhere.add(person.id);
  const sent = state.sent.filter((wave) => isAlive(wave, now) && !elsewhere.has(wave.person.id));
  const anybody = suggested.length > 0 || received.length > 0;
  const why = state.shorter && spoken(state.shorter);
  const storyOf = ({ person }: WaveCard) => state.suggestions.find((one) => one.person.id === person.id);
  const come = suggested.filter(({ person }) => state.fresh.includes(person.id)).length;
  const common = { waving, onChange, free };

  function showThem() {
    meet.amend(showFresh);
    refuge.current?.scrollIntoView({ block: "center" });
  }

  return (
    <div class="stack" ref={place}>
      {received.length > 0 && (
        <section class="stack" aria-label="They would like to meet you">
          <h2>{received.length === 1 ? "Somebody waved at you" : "They waved at you"}</h2>
          {received.map((wave) => (
            <PersonToMeet
              key={wave.person.id}
              {...common}
              {...wave}
              standing="received"
              asked={wave.story !== null}
              story={storyOf(wave)?.story ?? null}
              begins={storyOf(wave)?.begins ?? null}
            />
          ))}
        </section>
      )}
      <section class="stack suggested" aria-label="You might like to meet">
        <h2 ref={refuge} tabIndex={-1} class={received.length > 0 && shown.length > 0 ? "" : "unseen"}>
          You might like to meet
        </h2>
        {late.length > 0 && (
          <Button wide onClick={sort}>
            {late.length === 1 ? `${late[0]?.person.name} is` : `${late.length} more are`} free now. Show them
            first
          </Button>
        )}
        <Fresh count={come} one="person" many="people" onShow={showThem} />
        {shown.map((one, index) => (
          <PersonToMeet
            key={one.person.id}
            {...common}
            {...one}
            standing={one.waved ? "sent" : "suggested"}
            focusable={index === most - AT_A_TIME ? hold : undefined}
          />
        ))}
        <p class="quiet" role="status">
          {state.looking && (shown.length > 0 ? AGAIN : LOOKING)}
        </p>
        {suggested.length > shown.length && (
          <Button wide onClick={() => setMost(most + AT_A_TIME)}>
            Show me more
          </Button>
        )}
        {!anybody && !state.looking && <Nobody state={state} />}
      </section>
      {sent.length > 0 && (
        <section class="stack" aria-label="You have waved at them, too">
          <h2>You have waved at them, too</h2>
          {sent.map((wave) => (
            <PersonToMeet key={wave.person.id} {...common} {...wave} standing="sent" story={null} />
          ))}
        </section>
      )}
      {why && anybody && shown.length === suggested.length && <p class="quiet">{why}</p>}
      {shown.length === suggested.length && (
        <div>
          <Button kind="text" onClick={meet.refresh}>
            Look again
          </Button>
        </div>
      )}
    </div>
  );
}

/** Whom one would rather not meet just now is no want of words about oneself. */
const BY_CHOICE = ["shorter.not-now", "shorter.people-i-know"];

/** Nobody is left to be shown: why, and what helps. */
function Nobody({ state: { aside, shorter } }: { state: Meet }) {
  const { link } = useHere();
  const chosen = BY_CHOICE.includes(shorter?.key ?? "");
  const title = chosen ? "Left alone, as you asked" : "Nobody to suggest yet";
  return (
    <Empty icon="meet" title={aside.length > 0 && !chosen ? "Nobody else for now" : title}>
      <p>
        {aside.length > 0 && !chosen
          ? "Look again, or ask for something else above."
          : shorter && spoken(shorter)}
      </p>
      <Button kind="primary" href={link("/profile")}>
        {chosen ? "Change how I am met" : "Say more about yourself"}
      </Button>
    </Empty>
  );
}
