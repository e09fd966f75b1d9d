import { useState } from "preact/hooks";
import { useBackgrounds } from "../conferences/useBackgrounds";
import type { Schema } from "../contract/types";
import { BlockSheet } from "../people/BlockSheet";
import { positionInWords } from "../people/words";
import { BackgroundIcon } from "../ui/BackgroundIcon";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Icon } from "../ui/Icon";
import { PersonLine } from "../ui/PersonLine";
import { State } from "../ui/State";
import type { Sentence } from "./requests";
import { StorySheet } from "./StorySheet";
import type { Waving } from "./useWaving";
import { spoken } from "./words";

interface PersonToMeetProps {
  person: Schema<"PersonCard">;
  reason: Sentence | null;
  /** Who has waved so far: nobody, oneself, or they. */
  standing: "suggested" | "sent" | "received";
  waving: Waving;
  /** Their story, if one may read it. */
  story: string | null;
}

/** Somebody to meet: first why, then who, then what one can do. */
export function PersonToMeet({ person, reason, standing, waving, story }: PersonToMeetProps) {
  const { label } = useBackgrounds();
  const [blocking, setBlocking] = useState(false);
  const [reading, setReading] = useState(false);
  const { id, name, backgrounds } = person;
  const leading = backgrounds[0];

  return (
    <Card as="article" label={name}>
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
      <div class="row" aria-live="polite">
        {standing === "suggested" && (
          <Button onClick={() => waving.wave(id)}>
            <Icon name="wave" />
            Wave
          </Button>
        )}
        {standing === "received" && (
          <>
            <Button kind="primary" onClick={() => waving.wave(id)}>
              <Icon name="wave" />
              Wave back
            </Button>
            <Button kind="text" onClick={() => waving.notNow(id)}>
              Not now
            </Button>
          </>
        )}
        {standing === "sent" && (
          <>
            <State word="You waved" kind="good" />
            <Button kind="text" onClick={() => waving.takeBack(id)}>
              Take it back
            </Button>
          </>
        )}
        {story && (
          <Button kind="text" onClick={() => setReading(true)}>
            Their story
          </Button>
        )}
      </div>
      {standing === "sent" && (
        <p class="quiet small">
          They see it for a day. When they wave back, you are in each other’s contacts.
        </p>
      )}
      {story && <StorySheet story={story} name={name} open={reading} onClose={() => setReading(false)} />}
      <BlockSheet
        person={person}
        open={blocking}
        onClose={() => setBlocking(false)}
        onBlocked={() => waving.blocked(id)}
      />
    </Card>
  );
}
