import { useState } from "preact/hooks";
import { useHere } from "../app/here";
import { languageInWords } from "../people/words";
import { Button } from "../ui/Button";
import { Choice } from "../ui/Choice";
import { Field } from "../ui/Field";
import { Sheet } from "../ui/Sheet";
import type { StoryCard, Wanted } from "./requests";

const LONGEST_SEARCH = 100;
const ANY = "";

interface FindSheetProps {
  open: boolean;
  wanted: Wanted;
  /** Those on the page: their languages can be asked for, too. */
  stories: readonly StoryCard[];
  onClose: () => void;
  onFind: (wanted: Wanted) => void;
}

/** Looking for stories by their words, their language, and how people came. */
export function FindSheet(props: FindSheetProps) {
  return (
    <Sheet open={props.open} title="Find stories" onClose={props.onClose}>
      <FindForm {...props} />
    </Sheet>
  );
}

function FindForm({ wanted, stories, onFind }: FindSheetProps) {
  const here = useHere();
  const [find, setFind] = useState(wanted.find ?? "");
  const [language, setLanguage] = useState(wanted.language ?? ANY);
  const [accident, setAccident] = useState(wanted.by_accident == null ? ANY : String(wanted.by_accident));
  const spoken = here.conference.state.value?.conference.languages ?? [];
  const told = stories.map((story) => story.language);
  const languages = [...new Set([...spoken, ...told, wanted.language])].filter((one) => one != null);

  function submit(event: Event) {
    event.preventDefault();
    onFind({
      ...wanted,
      find: find.trim() || null,
      language: language || null,
      by_accident: accident === ANY ? null : accident === "true",
    });
  }

  return (
    <form class="stack" onSubmit={submit}>
      <Field
        label="Words in it"
        hint="The beginning of a word is enough. Accents and capitals do not matter."
        type="search"
        inputMode="search"
        autoCapitalize="off"
        value={find}
        onInput={(typed) => setFind(typed.slice(0, LONGEST_SEARCH))}
      />
      {languages.length > 1 && (
        <Choice
          legend="Told in"
          value={language}
          onChange={setLanguage}
          options={[
            { value: ANY, label: "Any language" },
            ...languages.map((code) => ({ value: code, label: languageInWords(code) })),
          ]}
        />
      )}
      <Choice
        legend="How they came"
        value={accident}
        onChange={setAccident}
        options={[
          { value: ANY, label: "Either way" },
          { value: "true", label: "By accident" },
          { value: "false", label: "On purpose" },
        ]}
      />
      <Button kind="primary" type="submit" wide>
        Show stories
      </Button>
    </form>
  );
}
