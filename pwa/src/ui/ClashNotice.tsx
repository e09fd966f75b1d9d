import { Button } from "./Button";
import "./clash.css";
import { Notice } from "./Notice";

/** A field that two have changed: how it stands, and what this editor wants, both in words. */
export interface Clash {
  name: string;
  now: string;
  yours: string;
}

interface ClashNoticeProps {
  /** Who it was, as the sentence goes on: "by another organiser". */
  by: string;
  clashes: readonly Clash[];
  keepMine: () => unknown;
  takeTheirs: () => unknown;
}

/** Somebody else changed the same thing. Neither is lost before one chooses. */
export function ClashNotice({ by, clashes, keepMine, takeTheirs }: ClashNoticeProps) {
  if (clashes.length === 0) return null;
  return (
    <Notice kind="next" live>
      <p>This was changed meanwhile, {by}. Which shall stay?</p>
      <ul class="clashes">
        {clashes.map(({ name, now, yours }) => (
          <li key={name}>
            <strong>{name}</strong>
            <span>
              Now: <bdi>{now}</bdi>
            </span>
            <span>
              Yours: <bdi>{yours}</bdi>
            </span>
          </li>
        ))}
      </ul>
      <div class="row">
        <Button onClick={keepMine}>Keep mine</Button>
        <Button onClick={takeTheirs}>Leave it as it is now</Button>
      </div>
    </Notice>
  );
}
