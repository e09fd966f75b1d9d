import { useState } from "preact/hooks";
import { useHere } from "../app/here";
import { OrganisersOnly } from "../app/OrganisersOnly";
import type { Schema } from "../contract/types";
import { serverNow } from "../live/clock";
import { uuid } from "../live/uuid";
import { LinkCard } from "../people/LinkCard";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { ErrorNote } from "../ui/ErrorNote";
import { Field } from "../ui/Field";
import { Page } from "../ui/Page";
import { Sheet } from "../ui/Sheet";
import { Skeleton } from "../ui/Skeleton";
import { State } from "../ui/State";
import { toast } from "../ui/toast";
import { useAttempt } from "../ui/useAttempt";
import { makeScreen, revokeScreen } from "./requests";
import { seenInWords, standingOf } from "./seen";
import "./screens.css";
import { type Screen, useScreens } from "./useScreens";

const LONGEST_NAME = 60;
const KINDS = { new: "plain", on: "good", silent: "bad" } as const;

/** The screens that may show the conference: opened with a key of their own, closed from here. */
export default function ScreensPage() {
  return (
    <OrganisersOnly title="Screens">
      <Screens />
    </OrganisersOnly>
  );
}

function Screens() {
  const { link } = useHere();
  const { screens, error, ask } = useScreens();
  const [closing, setClosing] = useState<Screen | null>(null);
  return (
    <Page title="Screens" back={link("/settings")}>
      <p>
        Each screen has a key of its own: a link to open, or a code to scan, on the machine at the projector.
        Close one here and it is blank within a second.
      </p>
      {error !== null && <ErrorNote error={error} retry={ask} />}
      {screens === null && error === null && <Skeleton lines={2} />}
      {screens?.length === 0 && (
        <Empty icon="screen" title="No screens yet">
          <p>Name the first one after the place where it hangs.</p>
        </Empty>
      )}
      {screens !== null && screens.length > 0 && (
        <ul class="screens">
          {screens.map((one) => (
            <li key={one.id}>
              <span class="screens-name">
                <strong dir="auto">{one.name}</strong>
                <State word={seenInWords(one, serverNow())} kind={KINDS[standingOf(one, serverNow())]} />
              </span>
              <Button onClick={() => setClosing(one)} label={`Close the screen ${one.name}`}>
                Close
              </Button>
            </li>
          ))}
        </ul>
      )}
      <NewScreen onMade={ask} />
      <CloseSheet key={closing?.id} screen={closing} onClose={() => setClosing(null)} onClosed={ask} />
    </Page>
  );
}

/** Makes a screen; its key is shown this once. */
function NewScreen({ onMade }: { onMade: () => Promise<void> }) {
  const here = useHere();
  const [id, setId] = useState(uuid); // sent again, it is the same screen
  const [name, setName] = useState("");
  const [made, setMade] = useState<Schema<"NewScreen"> | null>(null);
  const { error, busy, attempt } = useAttempt();
  const said = name.trim();

  async function make(event: Event) {
    event.preventDefault();
    if (!said) return;
    const done = await attempt(async () => setMade(await makeScreen(here, id, said)));
    if (!done) return;
    setId(uuid());
    setName("");
    await onMade();
  }

  return (
    <form class="stack" onSubmit={make} noValidate>
      <Field
        label="A new screen"
        value={name}
        onInput={setName}
        hint="Where it hangs: Main hall, Foyer."
        max={LONGEST_NAME}
        autocomplete="off"
      />
      <div class="row">
        <Button type="submit" kind="primary" busy={busy} disabled={!said}>
          Make its key
        </Button>
      </div>
      {error !== null && <ErrorNote error={error} kept="The name is still here." />}
      {made && (
        <LinkCard
          key={made.key.link}
          link={made.key}
          title={`The key of ${made.screen.name}`}
          hint="Open it on the machine at the projector. It is shown only now."
          who="one device"
        />
      )}
    </form>
  );
}

interface CloseSheetProps {
  /** Which one; null while none is asked about. */
  screen: Screen | null;
  onClose: () => void;
  onClosed: () => Promise<void>;
}

function CloseSheet({ screen, onClose, onClosed }: CloseSheetProps) {
  const here = useHere();
  const { error, attempt } = useAttempt();

  async function close() {
    if (!screen || !(await attempt(() => revokeScreen(here, screen.id)))) return;
    onClose();
    toast(`${screen.name} is closed.`);
    await onClosed();
  }

  return (
    <Sheet open={screen !== null} onClose={onClose} title={`Close ${screen?.name ?? "it"}?`}>
      <div class="stack">
        <p>It goes blank at once, and its key opens nothing any more. For another time, make it a new key.</p>
        {error !== null && <ErrorNote error={error} />}
        <Button kind="danger" wide onClick={close}>
          Close the screen
        </Button>
        <Button wide onClick={onClose}>
          Leave it on
        </Button>
      </div>
    </Sheet>
  );
}
