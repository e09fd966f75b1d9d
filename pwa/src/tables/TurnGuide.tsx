import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { serverNow } from "../live/clock";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { Notice } from "../ui/Notice";
import { useTick } from "../ui/tick";
import { toast } from "../ui/toast";
import { useAttempt } from "../ui/useAttempt";
import { endTurn, giveBackTurn, letTableWrite } from "./tableRequests";
import "./turns.css";
import { aboutWords, nextWords, nudgeWords, shareOf, turnsOf, turnWords } from "./turns";
import { left, type Timer } from "./view";

export { BesideCard } from "./BesideCard";
// Fetched with this one: fewer chunks for every first screen to name.
export { TableTakeaway } from "./TableTakeaway";
export { WhyYou } from "./WhyYou";

type Table = Schema<"TableView">;

interface TurnProps {
  table: Table;
  /** Hears the table once the turn has passed on. */
  laid: (table: Table) => void;
}

interface TurnGuideProps extends TurnProps {
  /** The time that is shared; null at a table without a clock. */
  timer: Timer | null;
}

/** Whose turn it is and a fair slice of the time; for those who listen, the way to the next. */
export function TurnGuide({ table, timer, laid }: TurnGuideProps) {
  const here = useHere();
  const { error, attempt } = useAttempt();
  useTick(1000, timer?.pausedWith === null);

  const me = here.personId;
  const turns = turnsOf(table);
  const { now, next, last } = turns;
  const share = timer && shareOf(table, timer, left(timer, serverNow()));
  const nudge = share && nudgeWords(turns, share, me);
  return (
    <section class="stack-tight" aria-label="Turns">
      <p class="turn-line">
        <strong role="status">{turnWords(turns, me)}</strong>
        {share && now && next.length > 0 && (
          <span class="quiet small">
            {now.id === me ? aboutWords(share.mine) : `${aboutWords(share.each)} each`}
          </span>
        )}
      </p>
      {nudge && (
        <Notice kind="next" live>
          <p>{nudge}</p>
        </Notice>
      )}
      {error !== null && <ErrorNote error={error} />}
      {now && now.id !== me && (
        <Button wide onClick={() => attempt(async () => laid(await endTurn(here, table, now.id)))}>
          <span class="turn-over">
            <span>
              <bdi>{now.name}</bdi> is done
            </span>
            <small>{nextWords(turns, me)}</small>
          </span>
        </Button>
      )}
      {last && (
        <Button
          kind="text"
          onClick={() => attempt(async () => laid(await giveBackTurn(here, table, last.id)))}
        >
          {last.id === me ? "Not yet: still my turn" : `Not yet: still ${last.name}’s turn`}
        </Button>
      )}
      <Button kind="text" onClick={() => attempt(async () => laid(await letTableWrite(here, table, true)))}>
        Write instead of talking
      </Button>
    </section>
  );
}

/** One's own turn, within the thumb's reach: done, or passed without a word about it. */
export function TurnAct({ table, laid }: TurnProps) {
  const here = useHere();
  const { error, attempt } = useAttempt();
  const following = nextWords(turnsOf(table), here.personId);
  const over = () => attempt(async () => laid(await endTurn(here, table, here.personId)));
  const pass = async () => {
    if (await over()) toast(`Passing is fine. ${following}`.trim());
  };
  return (
    <>
      {error !== null && <ErrorNote error={error} />}
      <div class="turn-act">
        <Button kind="primary" wide onClick={over}>
          <span class="turn-over">
            <span>I’m done</span>
            <small>{following}</small>
          </span>
        </Button>
        <Button label="Pass my turn" onClick={pass}>
          Pass
        </Button>
      </div>
    </>
  );
}
