import { LANGUAGES } from "../people/languages";
import { languageInWords } from "../people/words";
import { Choices } from "../ui/Choice";
import { Select } from "../ui/Select";
import { SettingsSection } from "./SettingsSection";
import type { Conference } from "./settings";
import { useSection } from "./useSection";

const MOST_LANGUAGES = 12;

/** What is spoken here: offered to everyone; the first is taken for what newcomers speak. */
export function LanguagesSection({ conference }: { conference: Conference }) {
  const my = useSection("languages", conference, ["languages"]);
  const chosen = my.view.languages;
  const offered = [...new Set([...conference.languages, ...chosen])];
  const others = LANGUAGES.filter((code) => !offered.includes(code));
  return (
    <SettingsSection
      title="Languages"
      hint="What people choose from first. Newcomers are taken to speak the first one, until they say otherwise."
      my={my}
    >
      <Choices
        legend="Spoken here"
        hideLegend
        values={chosen}
        onChange={(next) => next.length > 0 && my.change("languages", next)}
        options={offered.map((code) => ({ value: code, label: languageInWords(code) }))}
        error={my.flaw("languages")}
      />
      {chosen.length < MOST_LANGUAGES && (
        <Select
          label="Another one"
          value=""
          onChange={(code) => code && my.change("languages", [...chosen, code])}
          options={[
            { value: "", label: "Choose" },
            ...others.map((code) => ({ value: code, label: languageInWords(code) })),
          ]}
        />
      )}
    </SettingsSection>
  );
}
