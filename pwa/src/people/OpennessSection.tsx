import { useHere } from "../app/here";
import { serverNow } from "../live/clock";
import { Button } from "../ui/Button";
import { Choice } from "../ui/Choice";
import { ErrorNote } from "../ui/ErrorNote";
import { Notice } from "../ui/Notice";
import { useAttempt } from "../ui/useAttempt";
import { OpennessShape } from "./OpennessMark";
import { afterwards, MEANS, type Openness, type Own, PAUSES, type Pause, sayUntil, WORDS } from "./openness";
import { useOpenness } from "./useOpenness";
import "./openness.css";

/** How open one is to be met: said with one tap, and left alone until a time that comes by itself. */
export function OpennessSection() {
  const profile = useHere().me.state.value?.profile;
  return profile ? <Saying own={profile} /> : null;
}

function Saying({ own }: { own: Own }) {
  const my = useOpenness(own);
  const { error, attempt } = useAttempt();
  const openness = my.said?.openness ?? own.openness;
  const pausing = my.said ? my.said.pause !== null : my.seen !== own.openness;
  const then = afterwards(openness);

  return (
    <section class="stack openness" aria-label="How open you are to be met">
      <Choice<Openness>
        legend="How would you like to be met?"
        value={pausing ? null : openness}
        onChange={(chosen) => attempt(() => my.say(chosen))}
        options={(Object.keys(WORDS) as Openness[]).map((value) => ({
          value,
          label: WORDS[value],
          icon: <OpennessShape openness={value} />,
        }))}
      />
      <div class="stack-tight" role="status">
        {pausing ? (
          <p>
            {own.paused_until && !my.said
              ? `Paused until ${sayUntil(own.paused_until, serverNow())}.`
              : "Paused."}{" "}
            Others see <em>{WORDS["not-now"]}</em>, and not until when. Then it is <em>{WORDS[openness]}</em>{" "}
            again, by itself.
          </p>
        ) : (
          <p class="quiet small">{MEANS[openness]}</p>
        )}
        {my.state === "waiting" && (
          <Notice>
            <p>No signal. It goes out by itself; until then others see {WORDS[my.seen]}.</p>
          </Notice>
        )}
        {my.state === "expired" && (
          <Notice kind="bad">
            <p>
              What you chose did not go out: there was no signal for too long. Others see {WORDS[my.seen]}.
            </p>
          </Notice>
        )}
        {my.problem && (
          <Notice kind="bad">
            <p>{my.problem.detail}</p>
          </Notice>
        )}
        {error !== null && <ErrorNote error={error} />}
      </div>
      {pausing ? (
        <div>
          <Button onClick={() => attempt(() => my.say(openness))}>End the pause</Button>
        </div>
      ) : (
        <details>
          <summary>Pause for a while</summary>
          <div class="stack">
            <p class="small">
              Others see <em>{WORDS["not-now"]}</em>, and not until when. Then it is <em>{WORDS[then]}</em>,
              by itself.
            </p>
            <div class="row">
              {(Object.keys(PAUSES) as Pause[]).map((pause) => (
                <Button key={pause} onClick={() => attempt(() => my.say(then, pause))}>
                  {PAUSES[pause]}
                </Button>
              ))}
            </div>
          </div>
        </details>
      )}
    </section>
  );
}
