import { useHere } from "../app/here";
import { serverNow } from "../live/clock";
import { useStream } from "../live/useStream";
import { openMeet } from "../matching/meetStore";
import { somebody } from "../matching/somebody";
import { spoken } from "../matching/words";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { Skeleton } from "../ui/Skeleton";
import { Hero } from "./Hero";

/** Nothing presses: who waved at one, or whom one might meet; else what to do meanwhile. */
export function PeopleHero() {
  const here = useHere();
  const own = here.me.state.value?.profile;
  const open = `${own?.openness}/${own?.paused_until}`; // who turns to another word is suggested others
  const meet = useStream(() => openMeet(here), `${here.slug}/${here.personId}/${open}`);
  const state = meet.state.value;
  const problem = meet.problem.value;
  if (!state) return problem ? <ErrorNote error={problem} retry={meet.refresh} /> : <Skeleton lines={4} />;

  const toMeet = somebody(state, serverNow());
  if (!toMeet) {
    return (
      <Hero
        icon="feed"
        title="Nothing to do but listen"
        act={
          <Button kind="primary" wide href={here.link("/feed")}>
            Read stories
          </Button>
        }
      >
        <p>As soon as a table talk opens, or somebody waves at you, it is here.</p>
      </Hero>
    );
  }
  const { name, reason, waved } = toMeet;
  return (
    <Hero
      icon={waved ? "wave" : "meet"}
      title={
        waved ? (
          <>
            <bdi>{name}</bdi> waved at you
          </>
        ) : (
          <>
            Go and meet <bdi>{name}</bdi>
          </>
        )
      }
      act={
        <Button kind="primary" wide href={here.link("/meet")}>
          {waved ? "Wave back" : "See whom to meet"}
        </Button>
      }
    >
      {reason && <p class="lead">{spoken(reason)}</p>}
    </Hero>
  );
}
