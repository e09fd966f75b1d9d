import { ErrorBoundary } from "preact-iso";
import { useHere } from "../app/here";
import { part } from "../app/page";
import type { ProblemError } from "../live/api";
import { Means } from "../moderation/Means";
import { standing } from "../stories/standing";
import { hereWords } from "../tables/words";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { Skeleton } from "../ui/Skeleton";
import { sayDay } from "./days";
import { Hero } from "./Hero";
import type { Next } from "./next";

const TalkHero = part(() => import("./TalkHero").then(({ TalkHero }) => TalkHero));
const PeopleHero = part(() => import("./PeopleHero").then(({ PeopleHero }) => PeopleHero));

interface NextHeroProps {
  next: Next | null;
  /** Why it is not known what is next. */
  problem: ProblemError | null;
  retry: () => unknown;
}

/** What to do now, in words and with its button. */
export function NextHero({ next, problem, retry }: NextHeroProps) {
  const { link, conference } = useHere();
  switch (next?.kind) {
    case undefined:
      return problem ? <ErrorNote error={problem} retry={retry} /> : <Skeleton lines={4} />;
    case "talk":
      return (
        <ErrorBoundary>
          <TalkHero talk={next.talk} />
        </ErrorBoundary>
      );
    case "people":
      return (
        <ErrorBoundary>
          <PeopleHero />
        </ErrorBoundary>
      );
    case "conduct":
      return (
        <Hero
          icon="host"
          title="A table talk is on"
          act={
            <Button kind="primary" wide href={link(`/host/${next.talk.id}`)}>
              Conduct it
            </Button>
          }
        >
          <p>
            <bdi>{next.talk.title}</bdi>. {hereWords(next.talk.here)}.
          </p>
        </Hero>
      );
    case "review":
      return (
        <Hero
          icon="review"
          title={next.waiting === 1 ? "One story waits for you" : `${next.waiting} stories wait for you`}
          act={
            <Button kind="primary" wide href={link("/review")}>
              Read and decide
            </Button>
          }
        >
          <p>Nobody here sees a story before an organiser has read it, and its author would like to know.</p>
        </Hero>
      );
    case "mend":
      return (
        <Hero
          icon="story"
          title={next.story.outgoing ? "Your story has not been sent" : "Your story came back"}
          act={
            <Button kind="primary" wide href={link("/story")}>
              Have a look
            </Button>
          }
        >
          <p>
            {next.story.outgoing?.item.problem?.detail ??
              (next.story.story && <Means {...standing(next.story.story)} />)}
          </p>
        </Hero>
      );
    case "tell":
    case "finish":
      return (
        <Hero
          icon="story"
          title="So, how did you get into the contact centre industry?"
          act={
            <Button kind="primary" wide href={link(next.kind === "tell" ? "/story" : "/story?write=new")}>
              {next.kind === "tell" ? "Tell your story" : "Go on with your story"}
            </Button>
          }
        >
          <p>
            {next.kind === "tell"
              ? "A few lines are enough. They are what people here will ask you about first."
              : "You have begun to tell it. What you wrote is kept on this phone."}
          </p>
        </Hero>
      );
    case "goodbye":
      return (
        <Hero
          icon="connections"
          title="That was it. Thank you for coming"
          act={
            <Button kind="primary" wide href={link("/connections")}>
              Take your contacts with you
            </Button>
          }
        >
          <p>
            The conference has ended. What is here stays until{" "}
            {sayDay(conference.state.value?.conference.deletes_on ?? "")}, then all of it is deleted.
          </p>
        </Hero>
      );
  }
}
