import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { useHere } from "../app/here";
import { useBackgrounds } from "../conferences/useBackgrounds";
import type { Schema } from "../contract/types";
import { dropDrafts } from "../live/drafts";
import type { Stream } from "../live/stream";
import { useStream } from "../live/useStream";
import { wave } from "../matching/requests";
import { positionInWords } from "../people/words";
import { BackgroundIcon } from "../ui/BackgroundIcon";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { ErrorNote } from "../ui/ErrorNote";
import { Loaded } from "../ui/Loaded";
import { PersonLine } from "../ui/PersonLine";
import { State } from "../ui/State";
import { useAttempt } from "../ui/useAttempt";
import { type CompanyState, openCompany, type Touch, touched } from "./company";
import { AllTakeaways, OwnTakeaways } from "./TakenAway";
import { openTakeaways } from "./takeaways";
import { roundsWords } from "./words";

// Fetched with this one: fewer chunks for every first screen to name.
export { WithoutChair } from "./WithoutChair";

/** The goodbye: what the tables take away, whom one sat with, and keeping in touch. */
export function Ended({ talk }: { talk: Schema<"TalkView"> }) {
  const here = useHere();
  const takeaways = useStream(() => openTakeaways(here, talk.id), `${here.slug}/${talk.id}`);
  return (
    <>
      <OwnTakeaways talk={talk.id} stream={takeaways} />
      <SatWith
        talk={talk}
        nobody={
          <Empty title={`“${talk.title}” is over`}>
            <p>You didn’t sit at a table this time. There are people worth meeting all the same.</p>
            <Button href={here.link("/meet")}>People to meet</Button>
          </Empty>
        }
      />
      <AllTakeaways stream={takeaways} />
    </>
  );
}

interface SatWithProps {
  talk: Schema<"TalkView">;
  /** What to say where one sat with nobody. */
  nobody: ComponentChildren;
}

/** Whom one sat with. What one was writing there is forgotten. */
export function SatWith({ talk, nobody }: SatWithProps) {
  const here = useHere();
  useEffect(() => dropDrafts(here.slug, "written/"), [here.slug]);
  const company = useStream(() => openCompany(here, talk.id), `${here.slug}/${talk.id}`);
  return (
    <Loaded stream={company}>
      {({ people, touch }) =>
        people.length === 0 ? (
          nobody
        ) : (
          <section class="stack-tight">
            <h2>You sat with</h2>
            <p class="quiet">
              Ask to keep in touch. When you both have, each sees what the other shares; until then nobody is
              told no.
            </p>
            <ul class="neighbours">
              {people.map((one) => (
                <Met
                  key={one.person.id}
                  companion={one}
                  touch={touch[one.person.id]}
                  company={company}
                  one={talk.mode === "open"}
                />
              ))}
            </ul>
            <a class="aside-link" href={here.link("/connections")}>
              All your contacts
            </a>
          </section>
        )
      }
    </Loaded>
  );
}

interface MetProps {
  /** There was but one round, so it is not named. */
  one: boolean;
  companion: Schema<"Companion">;
  touch: Touch | undefined;
  company: Stream<CompanyState>;
}

function Met({ one, companion: { person, rounds, phone }, touch, company }: MetProps) {
  const here = useHere();
  const { label } = useBackgrounds();
  const { error, attempt } = useAttempt();

  const ask = () =>
    attempt(async () => {
      const { state } = await wave(here, person.id);
      company.amend((known) => touched(known, person.id, state));
    });

  return (
    <li>
      <PersonLine
        name={person.name}
        organisation={person.organisation}
        position={positionInWords(person.position)}
        way={label(person.backgrounds[0] ?? "other")}
        leading={<BackgroundIcon background={person.backgrounds[0] ?? "other"} />}
      />
      <div class="met-foot">
        <span class="quiet small">
          {touch === "asked" ? "Would like to keep in touch with you" : !one && roundsWords(rounds)}
        </span>
        {touch === "connected" ? (
          <State word="In your contacts" kind="good" />
        ) : touch === "waved" ? (
          <State word="Asked" kind="next" />
        ) : phone ? (
          <Button onClick={ask} label={`Keep in touch with ${person.name}`}>
            Keep in touch
          </Button>
        ) : (
          <span class="quiet small">No phone here: ask them in person</span>
        )}
      </div>
      {error !== null && <ErrorNote error={error} />}
    </li>
  );
}
