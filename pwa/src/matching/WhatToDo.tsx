import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import type { Schema } from "../contract/types";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { State } from "../ui/State";
import { useFocusKept } from "../ui/useFocusKept";
import type { Waving } from "./useWaving";

/** Who has waved so far: nobody, oneself, or they. */
export type Standing = "suggested" | "sent" | "received";

interface WhatToDoProps {
  person: Schema<"PersonCard">;
  standing: Standing;
  waving: Waving;
  /** What else there is to tap. */
  children: ComponentChildren;
}

/** What one can do about somebody, and what one's wave has come to. */
export function WhatToDo({ person, standing, waving, children }: WhatToDoProps) {
  const { id } = person;
  const waits = waving.waits(id);
  const row = useRef<HTMLDivElement>(null);
  useFocusKept(row, row); // the button of a wave goes away with it, and the way back comes in its place
  return (
    <>
      <div class="row to-do" aria-live="polite" ref={row} tabIndex={-1}>
        {waits && (
          <>
            <State word="No signal yet" kind="next" />
            <Button kind="text" onClick={() => waving.letBe(id)}>
              Let it be
            </Button>
          </>
        )}
        {!waits && standing === "suggested" && (
          <Button onClick={() => waving.wave(id)}>
            <Icon name="wave" />
            Wave
          </Button>
        )}
        {!waits && standing === "received" && (
          <Button kind="primary" onClick={() => waving.wave(id)}>
            <Icon name="wave" />
            Wave back
          </Button>
        )}
        {!waits && standing !== "sent" && (
          <Button kind="text" onClick={() => waving.putAside(person, "today")}>
            Not now
          </Button>
        )}
        {standing === "sent" && (
          <>
            <State word="You waved" kind="good" />
            <Button kind="text" onClick={() => waving.takeBack(id)}>
              Take it back
            </Button>
          </>
        )}
        {children}
      </div>
      {waits && (
        <p class="quiet small">
          Your wave goes out in the next half minute, or not at all. Nothing is sent late.
        </p>
      )}
      {standing === "sent" && (
        <p class="quiet small">
          They see it for a day. When they wave back, you are in each other’s contacts.
        </p>
      )}
    </>
  );
}
