import type { Schema } from "../contract/types";
import { nextOf } from "./conduct";
import { phaseWords } from "./room";
import { OnceUp, TalkTimer } from "./TalkTimer";
import { timerOf } from "./view";
import { concerned, hereWords } from "./words";

/** Where the talk stands, the time left, and what the host can say now. */
export function ConsoleClock({ talk }: { talk: Schema<"TalkView"> }) {
  const timer = timerOf(talk);
  const next = nextOf(talk);
  return (
    <section class="console-clock">
      <div class="clock-line">
        <p class="place-words">
          <span role="status">{phaseWords(talk)}</span>
          <small class="figures">
            {talk.phase === "ended" ? `${concerned(talk.here, 0)} took part` : hereWords(talk.here)}
          </small>
        </p>
        {timer && <TalkTimer timer={timer} label="Time left" />}
      </div>
      {timer && (
        <OnceUp timer={timer}>
          <p class="small quiet">Time’s up: the talk moves on by itself in a moment.</p>
        </OnceUp>
      )}
      {next && (
        <p class="script">
          <span class="small quiet">Say this now</span>
          {next.script}
        </p>
      )}
    </section>
  );
}
