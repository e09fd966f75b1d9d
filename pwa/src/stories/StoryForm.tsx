import { useRef, useState } from "preact/hooks";
import { ErrorBoundary } from "preact-iso";
import { useHere } from "../app/here";
import { part } from "../app/page";
import { say } from "../app/texts";
import { useDraft } from "../live/drafts";
import { enqueue } from "../live/outbox";
import { Means } from "../moderation/Means";
import { BackgroundIcon } from "../ui/BackgroundIcon";
import { Button } from "../ui/Button";
import { Choice } from "../ui/Choice";
import { ErrorNote } from "../ui/ErrorNote";
import { Field } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { Page } from "../ui/Page";
import { type Flaws, flawsOf, LONGEST, SHORTEST, type StoryDraft, toldBy } from "./draft";
import { LanguageField } from "./LanguageField";
import { QUESTION } from "./question";
import { telling } from "./requests";
import { draftKey } from "./shelf";
import type { Standing } from "./standing";
import { TitleField } from "./TitleField";
import { useWaysIn } from "./useWaysIn";
import { BY_ACCIDENT, OPENINGS, SHOWN_ON, SHOWN_WHERE } from "./words";
import "./stories.css";

const PhotoField = part(() => import("./PhotoField").then(({ PhotoField }) => PhotoField));

interface StoryFormProps {
  /** The story that is changed; null for a new one. */
  id: string | null;
  start: StoryDraft;
  /** Backgrounds for which another story has been told. */
  told: Set<string>;
  /** Others see an earlier version of it. */
  live: boolean;
  /** How it stands that an organiser has sent back; null when nobody did. */
  refusal: Standing | null;
  back: string;
  onBegin: () => void;
  onSent: () => void;
}

const OWN_WAY = "";

/** The one question, and a page that is not quite blank. Every keystroke is kept. */
export function StoryForm({ id, start, told, live, refusal, back, onBegin, onSent }: StoryFormProps) {
  const here = useHere();
  const draft = useDraft<StoryDraft>(here.slug, draftKey(id), start);
  const [flaws, setFlaws] = useState<Flaws>({});
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  // One's profile may be known only after the page is there, and is then what the way in is offered by.
  const value = { ...draft.value, background: draft.value.background ?? start.background };

  function change(part: Partial<StoryDraft>) {
    onBegin();
    draft.set({ ...value, ...part });
    setFlaws((known) => Object.fromEntries(Object.entries(known).filter(([field]) => !(field in part))));
  }

  async function send() {
    const found = flawsOf(value);
    setFlaws(found);
    setFailure(null);
    if (Object.keys(found).length > 0) {
      const flawed = "[aria-invalid], .choice:has(.field-error:not(:empty)) input";
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(flawed)?.focus());
      return;
    }
    try {
      await enqueue(telling(here, value.id, toldBy(value), value.basedOn));
      draft.clear();
      onSent();
    } catch (error) {
      setFailure(error);
    }
  }

  return (
    <Page
      title={QUESTION}
      back={back}
      act={
        <>
          {failure !== null && <ErrorNote error={failure} kept="What you wrote is still here." />}
          <Button kind="primary" wide busy={busy} onClick={send}>
            {id ? "Send it again" : "Send my story"}
          </Button>
        </>
      }
    >
      {refusal && (
        <Notice kind="next">
          <p>
            <strong>It came back.</strong> <Means {...refusal} />
          </p>
        </Notice>
      )}
      {draft.restored ? (
        <Notice>
          <p>Here is what you had begun. It is kept on this phone only.</p>
          <Button kind="text" onClick={draft.clear}>
            {id ? "Back to what I sent" : "Begin afresh"}
          </Button>
        </Notice>
      ) : (
        <p class="quiet">
          {live
            ? "What is there now stays up until an organiser has read the new version."
            : "Nearly everyone fell in by accident. There is no wrong answer, and a few sentences are enough."}
        </p>
      )}
      <div class="stack story-form" ref={form}>
        <div class="story-openings">
          <Choice
            legend="Begin with"
            value={value.opening ?? OWN_WAY}
            onChange={(opening) => change({ opening: opening || null })}
            options={[
              { value: OWN_WAY, label: "My own way" },
              ...OPENINGS.map((opening) => ({ value: opening, label: say(`opening.${opening}`) })),
            ]}
          />
        </div>
        <div class={value.opening ? "story-sheet story-sheet-begun" : "story-sheet"}>
          <Field
            label={value.opening ? say(`opening.${value.opening}`) : "Your story"}
            value={value.text}
            onInput={(text) => change({ text })}
            error={flaws.text}
            min={SHORTEST}
            max={LONGEST}
            multiline
            required
            lang={value.language ?? ""}
          />
        </div>
        <TitleField draft={value} flaw={flaws.title} change={change} />
        <ErrorBoundary>
          <PhotoField value={value.photo} flaw={flaws.photo} change={change} busy={busy} setBusy={setBusy} />
        </ErrorBoundary>
        <WayIn value={value.background} told={told} flaw={flaws.background} change={change} />
        <Choice
          legend="Was it by accident?"
          error={flaws.by_accident}
          value={value.by_accident}
          onChange={(by_accident) => change({ by_accident })}
          options={Object.entries(BY_ACCIDENT).map(([key, label]) => ({
            value: key as keyof typeof BY_ACCIDENT,
            label,
          }))}
        />
        <Choice
          legend="Where may it be shown?"
          hint={SHOWN_WHERE[value.shown_on]}
          value={value.shown_on}
          onChange={(shown_on) => change({ shown_on })}
          options={Object.entries(SHOWN_ON).map(([key, label]) => ({
            value: key as keyof typeof SHOWN_ON,
            label,
          }))}
        />
        <LanguageField value={value.language} change={change} />
        <p class="quiet small">Kept on this phone as you type. An organiser reads it before the room does.</p>
      </div>
    </Page>
  );
}

interface WayInProps {
  value: string | null;
  told: Set<string>;
  flaw: string | undefined;
  change: (part: Pick<StoryDraft, "background">) => void;
}

/** Which of one's ways in the story tells of: one's own first, the others on asking. */
function WayIn({ value, told, flaw, change }: WayInProps) {
  const { me } = useHere();
  const { offered, label } = useWaysIn();
  const mine = me.state.value?.profile.backgrounds ?? [];
  const others = offered.map(({ key }) => key).filter((key) => !mine.includes(key));
  const [asked, setAsked] = useState(false);
  const all = asked || mine.every((key) => told.has(key));
  const shown = all || (value !== null && others.includes(value)) ? [...mine, ...others] : mine;

  return (
    <div class="stack-tight">
      <Choice
        legend="Which way in is it about?"
        error={flaw}
        value={value}
        onChange={(background) => change({ background })}
        options={shown.map((key) => ({
          value: key,
          label: told.has(key) ? `${label(key)} (told already)` : label(key),
          icon: <BackgroundIcon background={key} />,
          disabled: told.has(key),
        }))}
      />
      {shown.length === mine.length && others.length > 0 && (
        <div>
          <Button kind="text" onClick={() => setAsked(true)}>
            It was another way
          </Button>
        </div>
      )}
    </div>
  );
}
