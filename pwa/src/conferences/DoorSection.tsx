import { useState } from "preact/hooks";
import { useHere } from "../app/here";
import { spaced } from "../screen/rotation";
import { Button } from "../ui/Button";
import { Choice } from "../ui/Choice";
import { CopyButton } from "../ui/CopyButton";
import { ErrorNote } from "../ui/ErrorNote";
import { Skeleton } from "../ui/Skeleton";
import { useAttempt } from "../ui/useAttempt";
import { Line } from "./Line";
import { RotateSheet } from "./RotateSheet";
import { saveSettings } from "./requests";
import { Saved } from "./SettingsSection";
import type { Conference } from "./settings";
import { useKeys } from "./useKeys";

type Joining = Conference["joining"];

const JOINING: readonly { value: Joining; label: string }[] = [
  { value: "open", label: "Everyone with the code" },
  { value: "closed", label: "Nobody new" },
];

const NOW: Readonly<Record<Joining, string>> = {
  open: "The door is open.",
  closed: "The door is closed. Those who are in stay in.",
};

/** Who may come in, and by what. A tap opens or closes the door at once. */
export function DoorSection({ conference: { joining, ended } }: { conference: Conference }) {
  const here = useHere();
  const [saved, setSaved] = useState(false);
  const { error, attempt } = useAttempt();

  async function swing(next: Joining) {
    setSaved(await attempt(() => saveSettings(here, { joining: next }, (now) => !now.ended)));
  }

  return (
    <section class="setting" aria-labelledby="door">
      <h2 id="door">Who may come in</h2>
      {ended ? (
        <p>Nobody new: the conference has ended.</p>
      ) : (
        <>
          <Choice legend="Who may come in" hideLegend options={JOINING} value={joining} onChange={swing} />
          {error !== null && <ErrorNote error={error} />}
          <Saved saved={saved} words={NOW[joining]} />
        </>
      )}
      <JoinKeys />
    </section>
  );
}

function JoinKeys() {
  const { link } = useHere();
  const { keys, error, retry, setKeys } = useKeys();
  const [open, setOpen] = useState(false);
  const [replaced, setReplaced] = useState(false);
  if (!keys) return error === null ? <Skeleton lines={2} /> : <ErrorNote error={error} retry={retry} />;
  return (
    <>
      <div class="join-keys">
        <span class="quiet small">Join code</span>
        <strong class="figures">{spaced(keys.code)}</strong>
        <span class="quiet small">or this link</span>
        <bdi class="join-link small">{keys.link}</bdi>
      </div>
      <Saved
        saved={replaced}
        words="Replaced. The big screen shows the new one; the posters are to be printed again."
      />
      <div class="row">
        <CopyButton text={keys.link} label="Copy the link that lets people in" />
        <Button onClick={() => setOpen(true)}>Replace the code</Button>
      </div>
      <Line href={link("/poster")} icon="door" label="Poster to let people in" />
      <Line href={link("/screens")} icon="screen" label="Screens and their keys" />
      <RotateSheet
        open={open}
        onClose={() => setOpen(false)}
        onReplaced={(next) => {
          setKeys(next);
          setReplaced(true);
          setOpen(false);
        }}
      />
    </>
  );
}
