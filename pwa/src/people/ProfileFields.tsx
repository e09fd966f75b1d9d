import { useHere } from "../app/here";
import { Choice, Choices } from "../ui/Choice";
import { Field } from "../ui/Field";
import { Select } from "../ui/Select";
import { LANGUAGES } from "./languages";
import type { Own } from "./profile";
import { languageInWords, MATURITY, MOVES, POSITIONS, SKILLS, type Skill } from "./words";

export interface ProfileFieldsProps {
  view: Own;
  change: <Name extends keyof Own>(field: Name, now: Own[Name]) => void;
  /** What is wrong with a field. */
  flaw: (field: keyof Own) => string | undefined;
}

const NOT_SAID = "";

function options<V extends string>(words: Readonly<Record<V, string>>) {
  return (Object.entries(words) as [V, string][]).map(([value, label]) => ({ value, label }));
}

/** Organisation, job and years. */
export function WorkFields({ view, change, flaw }: ProfileFieldsProps) {
  return (
    <section class="stack">
      <h2>Where you are now</h2>
      <Field
        label="Organisation"
        value={view.organisation ?? ""}
        onInput={(typed) => change("organisation", typed || null)}
        error={flaw("organisation")}
        autocomplete="organization"
      />
      <Choice
        legend="Your job"
        value={view.position ?? NOT_SAID}
        onChange={(chosen) => change("position", chosen || null)}
        options={[...options(POSITIONS), { value: NOT_SAID, label: "Rather not say" }]}
      />
      <Field
        label="Years in the industry"
        type="number"
        value={view.years === null ? "" : String(view.years)}
        onInput={(typed) => change("years", typed === "" ? null : Number(typed))}
        error={flaw("years")}
        inputMode="numeric"
      />
    </section>
  );
}

/** Where one stands between contact centre and customer experience, for whoever is on the way or has been. */
export function MoveFields({ view, change }: ProfileFieldsProps) {
  return (
    <section class="stack">
      <h2>From contact centre to customer experience</h2>
      <p class="quiet">
        Some have made that move, some want to, and they should meet. What you choose here may be said as a
        reason to meet you.
      </p>
      <Choice
        legend="That move"
        value={view.move ?? NOT_SAID}
        onChange={(chosen) => change("move", chosen || null)}
        options={[...options(MOVES), { value: NOT_SAID, label: "Neither" }]}
      />
      <Select
        label="Customer experience in your organisation"
        value={view.maturity === null ? NOT_SAID : String(view.maturity)}
        onChange={(chosen) => change("maturity", chosen === NOT_SAID ? null : Number(chosen))}
        options={[
          { value: NOT_SAID, label: "Rather not say" },
          ...MATURITY.map((label, below) => ({ value: String(below + 1), label })),
        ]}
      />
      <Choices<"colleagues">
        legend="People of your own organisation"
        hint="They are never suggested to you, unless they ask for it here as well."
        values={view.open_to_colleagues ? ["colleagues"] : []}
        onChange={(chosen) => change("open_to_colleagues", chosen.length > 0)}
        options={[{ value: "colleagues", label: "Suggest us to each other" }]}
      />
    </section>
  );
}

/** What one knows and what one would like to know: the best reasons to be introduced. */
export function SkillFields({ view, change }: ProfileFieldsProps) {
  return (
    <section class="stack">
      <h2>What you could talk about</h2>
      <Choices<Skill>
        legend="I am strong in"
        values={view.strong}
        onChange={(chosen) => change("strong", chosen)}
        options={options(SKILLS)}
      />
      <Choices<Skill>
        legend="I want to learn"
        hint="People who know it are suggested to you, and you to those who want what you know."
        values={view.wanted}
        onChange={(chosen) => change("wanted", chosen)}
        options={options(SKILLS)}
      />
    </section>
  );
}

/** The languages one speaks: those of the conference and one's own as chips, all others in a list. */
export function LanguagesField({ view, change, flaw }: ProfileFieldsProps) {
  const usual = useHere().conference.state.value?.conference.languages ?? [];
  const offered = [...new Set([...usual, ...view.languages])];
  const others = LANGUAGES.filter((code) => !offered.includes(code));
  return (
    <section class="stack">
      <h2>Languages</h2>
      <Choices
        legend="I speak"
        values={view.languages}
        onChange={(chosen) => chosen.length > 0 && change("languages", chosen)}
        options={offered.map((code) => ({ value: code, label: languageInWords(code) }))}
        error={flaw("languages")}
      />
      <Select
        label="Another one"
        value=""
        onChange={(code) => code && change("languages", [...view.languages, code])}
        options={[
          { value: "", label: "Choose" },
          ...others.map((code) => ({ value: code, label: languageInWords(code) })),
        ]}
      />
    </section>
  );
}

/** What others see beside the name. */
export function ContactFields({ view, change, flaw }: ProfileFieldsProps) {
  const named = view.shares.includes("wall");
  return (
    <section class="stack">
      <h2>What others see</h2>
      <Field
        label="A link"
        hint="Where your contacts find you afterwards: a page or a profile."
        value={view.link ?? ""}
        onInput={(typed) => change("link", typed || null)}
        error={flaw("link")}
        inputMode="url"
        autoCapitalize="off"
        autocomplete="url"
      />
      <Choices<Own["shares"][number]>
        legend="Beside your name they see"
        hint="Organisation and job: everybody here. The link: only your contacts. Your name always."
        values={view.shares.filter((one) => one !== "wall")}
        onChange={(chosen) => change("shares", named ? [...chosen, "wall"] : chosen)}
        options={[
          { value: "organisation", label: "Organisation" },
          { value: "position", label: "Job" },
          { value: "link", label: "Link" },
        ]}
      />
      <Choices<"wall">
        legend="On the big screen"
        hint="While a room looks for its tables. Your phone tells you yours in any case."
        values={named ? ["wall"] : []}
        onChange={(chosen) => change("shares", [...view.shares.filter((one) => one !== "wall"), ...chosen])}
        options={[{ value: "wall", label: "My name beside my table" }]}
      />
    </section>
  );
}
