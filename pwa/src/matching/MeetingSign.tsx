import { useEffect, useId, useRef } from "preact/hooks";
import { serverNow } from "../live/clock";
import { useWakeLock } from "../tables/useWakeLock";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { type TableShape, tableMark } from "../ui/marks";
import { Notice } from "../ui/Notice";
import { figures } from "../ui/Ring";
import { MARK_PATHS } from "../ui/TableMark";
import { useSeconds } from "../ui/tick";
import type { MeetNow } from "./meetNow";
import { spoken } from "./words";

interface MeetingSignProps {
  meeting: MeetNow;
  /** Why the last answer did not go out. */
  failed: string | null;
  /** Asked for by Escape and the cross: it goes on, out of sight. */
  onFold: () => void;
  onMet: () => Promise<void>;
  onMissed: () => Promise<void>;
}

/** The sign to hold up, as large as the phone, and where to go with it. Both phones show the same. */
export function MeetingSign({ meeting, failed, onFold, onMet, onMissed }: MeetingSignProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const until = Date.parse(meeting.until);
  useSeconds(until);
  useWakeLock(true);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  const { person, place, reason, sign } = meeting;

  return (
    <dialog
      ref={dialog}
      class="meeting-sign"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onFold();
      }}
    >
      {sign !== null && <Sign number={sign} />}
      <div class="meeting-sign-fold">
        <Button kind="text" label="Put the sign away" onClick={onFold}>
          <Icon name="close" />
        </Button>
      </div>
      <div class="meeting-sign-words">
        <h2 id={id} tabIndex={-1} autofocus>
          {place}
        </h2>
        <p>
          Meet <bdi>{person.name}</bdi>, who holds up the same sign.{" "}
          <span class="figures quiet" role="timer">
            {figures(until - serverNow())}
          </span>
        </p>
        {reason && <p class="quiet small">{spoken(reason)}</p>}
        <div role="status">
          {failed && (
            <Notice kind="bad">
              <p>{failed}</p>
            </Notice>
          )}
        </div>
        <div class="meeting-sign-acts">
          <Button kind="primary" wide onClick={onMet}>
            We met
          </Button>
          <Button wide onClick={onMissed}>
            They’re not here
          </Button>
        </div>
      </div>
    </dialog>
  );
}

/** Where the middle of a number lies in each shape, and how large it may be: in units of the shape's 48. */
const ROOM: Readonly<Record<TableShape, { y: number; size: number }>> = {
  circle: { y: 24, size: 26 },
  square: { y: 24, size: 25 },
  triangle: { y: 31, size: 17 },
  diamond: { y: 24, size: 20 },
  pentagon: { y: 25, size: 23 },
  star: { y: 25.5, size: 16 },
  cross: { y: 24, size: 21 },
  drop: { y: 28.5, size: 20 },
};

/** With arms that a number fits into. */
const WIDE_CROSS = "M15 3h18v12h12v18H33v12H15V33H3V15h12z";

// Of a figure's size: half its height, and its width whatever the font.
const CAP = 0.36;
const WIDTH = 0.62;
const NARROWER = 0.7; // where there are three figures

/** A number in a white shape on a field of colour: each of the three tells pairs apart, and neither needs the others. */
export function Sign({ number }: { number: number }) {
  const { colour, colourName, shape } = tableMark(number);
  const { y, size } = ROOM[shape];
  const font = number > 99 ? size * NARROWER : size;
  return (
    <div
      class="meeting-sign-field"
      style={{ background: colour }}
      role="img"
      aria-label={`Your sign: ${number}, ${shape}, ${colourName}`}
    >
      <svg viewBox="0 0 48 48" aria-hidden="true">
        <path d={shape === "cross" ? WIDE_CROSS : MARK_PATHS[shape]} />
        <text
          x="24"
          y={y + CAP * font}
          textLength={String(number).length * WIDTH * font}
          lengthAdjust="spacingAndGlyphs"
          style={{ fontSize: `${font}px` }}
        >
          {number}
        </text>
      </svg>
    </div>
  );
}
