import { useHere } from "../app/here";
import { BackgroundIcon } from "../ui/BackgroundIcon";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { PersonLine } from "../ui/PersonLine";
import { State } from "../ui/State";
import type { Guest } from "./guestStore";
import { positionInWords, ROLES } from "./words";

interface GuestLineProps {
  guest: Guest;
  /** Being looked after just now. */
  current: boolean;
  onOpen: () => void;
}

/** Somebody in the organisers' list; all of it can be tapped. */
export function GuestLine({ guest, current, onOpen }: GuestLineProps) {
  const { personId } = useHere();
  return (
    <li class="guest" aria-current={current || undefined}>
      <PersonLine
        name={guest.name}
        organisation={guest.organisation}
        position={positionInWords(guest.position)}
        leading={<BackgroundIcon background={guest.backgrounds[0] ?? "other"} />}
        trailing={
          <span class="row">
            {guest.id === personId && <State word="You" />}
            {guest.hidden && <State word="Hidden" kind="bad" />}
            {guest.role !== "attendee" && <State word={ROLES[guest.role]} kind="next" />}
            <Button kind="text" label={`Look after ${guest.name}`} onClick={onOpen}>
              <Icon name="more" />
            </Button>
          </span>
        }
      />
    </li>
  );
}
