import type { RefCallback } from "preact";
import { useState } from "preact/hooks";
import { ErrorBoundary } from "preact-iso";
import { useHere } from "../app/here";
import { part } from "../app/page";
import { useBackgrounds } from "../conferences/useBackgrounds";
import type { Schema } from "../contract/types";
import { BlockSheet } from "../people/BlockSheet";
import { positionInWords } from "../people/words";
import { BackgroundIcon } from "../ui/BackgroundIcon";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Icon } from "../ui/Icon";
import { PersonLine } from "../ui/PersonLine";
import { Ask } from "./Ask";
import { Beginning } from "./Beginning";
import type { Sentence, Suggestion } from "./requests";
import type { Waving } from "./useWaving";
import { type Standing, WhatToDo } from "./WhatToDo";
import { spoken } from "./words";

const WhySheet = part(() => import("./WhySheet").then(({ WhySheet }) => WhySheet));
const FreeMark = part(() => import("./FreeMark").then(({ FreeMark }) => FreeMark));
const OpennessLine = part(() => import("../people/OpennessMark").then(({ OpennessLine }) => OpennessLine));

interface PersonToMeetProps {
  person: Schema<"PersonCard">;
  reason: Sentence | null;
  /** What one could ask them first. */
  ask: Sentence | null;
  standing: Standing;
  waving: Waving;
  /** The ids of those who are free now. */
  free: ReadonlySet<string>;
  /** Their story, if one may read it, and how it begins. */
  story?: string | null;
  begins?: Suggestion["begins"];
  /** They would like to hear more of a story of one's own. */
  asked?: boolean;
  /** Takes hold of the card, so that the focus can be put on it. */
  focusable?: RefCallback<HTMLElement> | undefined;
  /** To where one chooses whom one would like to meet. */
  onChange: () => void;
}

/** Somebody to meet: first why, then who, then what to say to them, and what one can do. */
export function PersonToMeet(props: PersonToMeetProps) {
  const { person, reason, ask, standing, waving, free, story, begins, asked, onChange } = props;
  const { link } = useHere();
  const { label } = useBackgrounds();
  const [blocking, setBlocking] = useState(false);
  const [wondering, setWondering] = useState<boolean | null>(null); // null: never asked, so nothing to fetch
  const { id, name, backgrounds } = person;
  const leading = backgrounds[0];

  return (
    <Card as="article" label={name} focusable={props.focusable}>
      {reason && <p class="lead reason">{spoken(reason)}</p>}
      <PersonLine
        name={name}
        organisation={person.organisation}
        position={positionInWords(person.position)}
        {...(leading && { way: label(leading), leading: <BackgroundIcon background={leading} /> })}
        trailing={
          <Button kind="text" label={`More about ${name}`} onClick={() => setBlocking(true)}>
            <Icon name="more" />
          </Button>
        }
      />
      <ErrorBoundary>
        <OpennessLine openness={person.openness} />
        <FreeMark personId={id} free={free} />
      </ErrorBoundary>
      {story && <Beginning name={name} story={story} begins={begins ?? null} />}
      {ask && <Ask question={ask} />}
      <WhatToDo person={person} standing={standing} waving={waving}>
        {asked && (
          <Button kind="text" href={link("/story?from=meet")}>
            Your story
          </Button>
        )}
        <Button kind="text" label={`Why ${name}?`} onClick={() => setWondering(true)}>
          Why?
        </Button>
      </WhatToDo>
      <ErrorBoundary>
        {wondering !== null && (
          <WhySheet
            person={person}
            reason={reason}
            open={wondering}
            onClose={() => setWondering(false)}
            onChange={() => {
              setWondering(false);
              onChange();
            }}
          />
        )}
      </ErrorBoundary>
      <BlockSheet
        person={person}
        open={blocking}
        onClose={() => setBlocking(false)}
        onBlocked={() => waving.blocked(id)}
      >
        {standing !== "sent" && (
          <>
            <Button
              wide
              onClick={() => {
                setBlocking(false);
                return waving.putAside(person, "always");
              }}
            >
              Never suggest us to each other
            </Button>
            <p class="quiet">They are not told, you may still meet, and you can take it back under Me.</p>
          </>
        )}
      </BlockSheet>
    </Card>
  );
}
