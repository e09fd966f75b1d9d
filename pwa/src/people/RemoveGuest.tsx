import { useEffect, useRef } from "preact/hooks";
import { Button } from "../ui/Button";
import { TypedConfirm } from "../ui/TypedConfirm";
import type { Guest } from "./guestStore";

interface RemoveGuestProps {
  guest: Guest;
  /** Throws ProblemError. */
  onConfirm: () => Promise<void>;
  onCancel: () => void;
}

/** What removing somebody takes away, and the word to type before it does. */
export function RemoveGuest({ guest, onConfirm, onCancel }: RemoveGuestProps) {
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => words.current?.focus(), []);

  return (
    <div class="stack">
      <p ref={words} class="care-note" tabIndex={-1}>
        This removes <bdi>{guest.name}</bdi>
        {guest.organisation && (
          <>
            {" "}
            of <bdi>{guest.organisation}</bdi>
          </>
        )}{" "}
        at once:
      </p>
      <ul>
        <li>their stories, waves and profile are deleted,</li>
        <li>everybody connected with them loses them,</li>
        <li>their chair is free, and their phone is out.</li>
        {guest.role !== "attendee" && (
          <li>
            They are {guest.role === "host" ? "a host" : "an organiser"}: their talks go on without them.
          </li>
        )}
      </ul>
      <p>It cannot be undone. To keep others from seeing them for a while, hide them.</p>
      <TypedConfirm word="remove" act="Remove for good" onConfirm={onConfirm} kept="They are still here." />
      <Button wide onClick={onCancel}>
        Leave them
      </Button>
    </div>
  );
}
