import { useHere } from "../app/here";
import { serverNow } from "../live/clock";
import { Button } from "../ui/Button";
import { TypedConfirm } from "../ui/TypedConfirm";
import { toast } from "../ui/toast";
import { Affected } from "./Affected";
import { sayDay } from "./days";
import { endConference, saveSettings } from "./requests";
import { type Conference, dayAfter, dayIn, deletingTonight } from "./settings";
import { zoneInWords } from "./settingWords";

interface AskedProps {
  conference: Conference;
  close: () => void;
}

/** Asks before everyone is told goodbye. */
export function Ending({ conference: { name, deletes_on }, close }: AskedProps) {
  const here = useHere();

  async function end() {
    await endConference(here);
    close();
    toast("The conference has ended.");
  }

  return (
    <div class="stack">
      <p>
        This ends <bdi>{name}</bdi>, at once
        <Affected />:
      </p>
      <ul>
        <li>nobody new comes in any more,</li>
        <li>every phone says goodbye and shows the way to its contacts,</li>
        <li>stories and contacts stay until {sayDay(deletes_on)}.</li>
      </ul>
      <p>It cannot be undone. To close the door for a while, choose “Nobody new” above.</p>
      <TypedConfirm
        word="end"
        act="End the conference"
        onConfirm={end}
        kept="The conference has not ended."
      />
      <Button wide onClick={close}>
        Not yet
      </Button>
    </div>
  );
}

/** Asks before everything is deleted long before its day. */
export function Deleting({ conference, close }: AskedProps) {
  const here = useHere();
  const { name, zone } = conference;
  const today = dayIn(zone, serverNow());

  async function set() {
    await saveSettings(here, deletingTonight(conference, today));
    close();
    toast("Everything is deleted tonight.");
  }

  return (
    <div class="stack">
      <p>
        As {sayDay(dayAfter(today))} begins ({zoneInWords(zone)}) this deletes all of <bdi>{name}</bdi>
        <Affected />:
      </p>
      <ul>
        <li>everyone’s name and profile,</li>
        <li>all stories, reviews and announcements,</li>
        <li>all waves and contacts: nobody finds anybody again,</li>
        <li>all talks, and whatever else was here.</li>
      </ul>
      <p>Tomorrow it cannot be undone. Until midnight you can still choose a later day.</p>
      <TypedConfirm
        word="delete"
        act="Delete everything tonight"
        onConfirm={set}
        kept="Everything stays until its day."
      />
      <Button wide onClick={close}>
        Keep it
      </Button>
    </div>
  );
}
