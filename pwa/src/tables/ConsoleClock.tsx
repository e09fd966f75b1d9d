import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { toast } from "../ui/toast";
import { nextOf } from "./conduct";
import { takeDown } from "./requests";
import { phaseWords } from "./room";
import { TalkNews } from "./TalkNews";
import { OnceUp, TalkTimer } from "./TalkTimer";
import { stoppedByItself } from "./undo";
import { timerOf } from "./view";
import { concerned, hereWords, MODE_WORDS } from "./words";

/** Where the talk stands, the time left, what everybody is being told, and what the host can say now. */
export function ConsoleClock({ state }: { state: Schema<"RoomSnapshot"> }) {
  const here = useHere();
  const { talk, announcement } = state;
  const timer = timerOf(talk);
  const next = nextOf(talk);

  const withdraw = (id: string) =>
    takeDown(here, talk.id, id).catch(() => toast("It could not be taken down. It leaves by itself soon."));

  return (
    <section class="console-clock">
      <div class="clock-line">
        <p class="place-words">
          <span role="status">{phaseWords(talk)}</span>
          <small class="figures">
            {talk.phase === "ended" ? `${concerned(talk.here, 0)} at the end` : hereWords(talk.here)}
            {MODE_WORDS[talk.mode] && `. ${MODE_WORDS[talk.mode]}.`}
          </small>
        </p>
        {timer && <TalkTimer timer={timer} label="Time left" />}
      </div>
      {timer && (
        <OnceUp timer={timer}>
          <p class="small quiet">Time’s up: the talk moves on by itself in a moment.</p>
        </OnceUp>
      )}
      {stoppedByItself(state) && (
        <Notice kind="next" live>
          <p>
            Time stands still: the server was away for a while, or its clock was set. Nothing is lost. Go on
            when the room is ready.
          </p>
        </Notice>
      )}
      <TalkNews news={announcement}>
        {announcement && (
          <Button kind="text" onClick={() => withdraw(announcement.id)}>
            Take it down
          </Button>
        )}
      </TalkNews>
      {next && (
        <p class="script">
          <span class="small quiet">Say this now</span>
          {next.script}
        </p>
      )}
    </section>
  );
}
