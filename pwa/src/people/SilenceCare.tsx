import { useState } from "preact/hooks";
import { useHere } from "../app/here";
import { request } from "../live/api";
import { Button } from "../ui/Button";
import { countCharacters, Field } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { useAttempt } from "../ui/useAttempt";
import type { Guest } from "./guestStore";

const LONGEST = 300;

/** What an organiser does to somebody who does not stop, and takes back. */
type Silence = (act: () => Promise<Guest>, done: string) => Promise<boolean>;

interface SilenceCareProps {
  guest: Guest;
  silence: Silence;
}

/** Muting and banning somebody, or taking it back, in words that tell the two from hiding. */
export function SilenceCare({ guest, silence }: SilenceCareProps) {
  const { id, name, muted, banned_because, role } = guest;
  const path = useHere().path(`/guests/${id}`);
  if (role === "organiser") return null;
  if (banned_because !== null) return <Silenced guest={guest} silence={silence} />;
  return (
    <>
      {muted ? (
        <Silenced guest={guest} silence={silence} />
      ) : (
        <section class="stack-tight">
          <h3>What they write</h3>
          <p>Reaches the others.</p>
          <Telling
            summary="Mute them"
            act={`Mute ${name}`}
            tell={(words) =>
              silence(
                () => request("PUT", `${path}/mute`, { words }),
                `${name} is muted, and has been told why.`,
              )
            }
          >
            They read, sit and talk like everybody, but no new story, wave, table’s line or name of theirs
            reaches anybody; what is there stays. They read why, and can answer once. You can take it back.
          </Telling>
        </section>
      )}
      <Telling
        summary="Ban them"
        act={`Ban ${name}`}
        tell={(words) =>
          silence(() => request("PUT", `${path}/ban`, { words }), `${name} is banned, and has been told why.`)
        }
      >
        They are out at once, on every device of theirs: they read nothing more, get up from their table, and
        nothing of theirs is shown. They read why, and can answer once. You can take it back.
      </Telling>
    </>
  );
}

interface TellingProps {
  summary: string;
  /** What the button says. */
  act: string;
  tell: (words: string) => Promise<boolean>;
  /** What it means for them. */
  children: string;
}

/** Silences somebody, in words that they are told. */
function Telling({ summary, act, tell, children }: TellingProps) {
  const [words, setWords] = useState("");
  const [flaw, setFlaw] = useState<string>();
  const { busy, attempt } = useAttempt();

  async function send(event: Event) {
    event.preventDefault();
    const why = words.trim();
    if (!why) return setFlaw("They are told why: write it as you would say it to them.");
    if (countCharacters(why) > LONGEST) return;
    await attempt(() => tell(why));
  }

  return (
    <details>
      <summary>{summary}</summary>
      <form class="stack-tight" onSubmit={send}>
        <p>{children}</p>
        <Field
          label="Why, as they will read it"
          value={words}
          onInput={(typed) => {
            setWords(typed);
            setFlaw(undefined);
          }}
          error={flaw}
          max={LONGEST}
          multiline
        />
        <Button kind="danger" type="submit" wide busy={busy}>
          {act}
        </Button>
      </form>
    </details>
  );
}

/** What somebody was told, what they answered, and the way back. */
function Silenced({ guest, silence }: SilenceCareProps) {
  const here = useHere();
  const { id, name, muted_because, banned_because } = guest;
  const banned = banned_because !== null;
  return (
    <section class="stack-tight">
      <h3>{banned ? "Banned" : "Muted"}</h3>
      <p>
        {banned
          ? "They are out, and nothing of theirs is shown. They were told:"
          : "Nothing new they write reaches anybody. They were told:"}
      </p>
      <blockquote dir="auto">{banned_because ?? muted_because}</blockquote>
      <Appealed guest={guest} silence={silence} />
      <div>
        <Button
          onClick={() =>
            silence(
              () => request("DELETE", here.path(`/guests/${id}/${banned ? "ban" : "mute"}`)),
              banned ? `${name} is in again, as before.` : `${name} is heard again.`,
            )
          }
        >
          {banned ? "Lift the ban" : "Let them be heard again"}
        </Button>
      </div>
    </section>
  );
}

/** What they answered, and what an organiser says to that, once. */
function Appealed({ guest: { id, name, appeal, appeal_answer }, silence }: SilenceCareProps) {
  const here = useHere();
  const [words, setWords] = useState("");
  const [flaw, setFlaw] = useState<string>();
  const { busy, attempt } = useAttempt();
  if (appeal === null) return <p class="quiet">They can answer once, and have not yet.</p>;

  async function send(event: Event) {
    event.preventDefault();
    const own = words.trim();
    if (!own) return setFlaw("Write a sentence first.");
    if (countCharacters(own) > LONGEST) return;
    await attempt(() =>
      silence(
        () => request("PUT", here.path(`/guests/${id}/appeal`), { words: own }),
        `${name} reads what you wrote.`,
      ),
    );
  }

  return (
    <>
      <Notice kind={appeal_answer === null ? "next" : "plain"}>
        <p>They answered:</p>
        <p dir="auto">{appeal}</p>
      </Notice>
      {appeal_answer !== null ? (
        <>
          <p>An organiser wrote back:</p>
          <blockquote dir="auto">{appeal_answer}</blockquote>
        </>
      ) : (
        <form class="stack-tight" onSubmit={send}>
          <Field
            label="Write back, once"
            hint="Or take it back below; it stands until you do."
            value={words}
            onInput={(typed) => {
              setWords(typed);
              setFlaw(undefined);
            }}
            error={flaw}
            max={LONGEST}
            multiline
          />
          <Button type="submit" wide busy={busy}>
            Write back
          </Button>
        </form>
      )}
    </>
  );
}
