import { useMemo } from "preact/hooks";
import { useHere } from "../app/here";
import { useBackgrounds } from "../conferences/useBackgrounds";
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
  onOpen: (id: string) => void;
}

/** Somebody in the organisers' list; all of it can be tapped. Drawn again only when they change: there are hundreds. */
export function GuestLine({ guest, current, onOpen }: GuestLineProps) {
  const { personId } = useHere();
  const { label } = useBackgrounds();
  const way = label(guest.backgrounds[0] ?? "other");
  const isMe = guest.id === personId;
  return useMemo(
    () => <Line guest={guest} current={current} isMe={isMe} way={way} onOpen={onOpen} />,
    [guest, current, isMe, way, onOpen],
  );
}

function Line({ guest, current, isMe, way, onOpen }: GuestLineProps & { isMe: boolean; way: string }) {
  return (
    <li class="guest" aria-current={current || undefined}>
      <PersonLine
        name={guest.name}
        organisation={guest.organisation}
        position={positionInWords(guest.position)}
        way={way}
        leading={<BackgroundIcon background={guest.backgrounds[0] ?? "other"} />}
        trailing={
          <span class="row">
            {isMe && <State word="You" />}
            {guest.hidden && <State word={guest.banned_because === null ? "Hidden" : "Banned"} kind="bad" />}
            {guest.muted && <State word="Muted" kind="bad" />}
            {guest.appeal !== null && guest.appeal_answer === null && (
              <State word="Answered you" kind="next" />
            )}
            {guest.role !== "attendee" && <State word={ROLES[guest.role]} kind="next" />}
            <Button kind="text" label={`Look after ${guest.name}`} onClick={() => onOpen(guest.id)}>
              <Icon name="more" />
            </Button>
          </span>
        }
      />
    </li>
  );
}
