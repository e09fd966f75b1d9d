import { useHere } from "../app/here";
import { languageInWords } from "../people/words";
import { Select } from "../ui/Select";
import type { StoryDraft } from "./draft";

interface LanguageFieldProps {
  value: StoryDraft["language"];
  change: (part: Pick<StoryDraft, "language">) => void;
}

const BY_ITS_WORDS = "";

/** What a story is written in: its words tell, unless its author does. What one speaks, and what is spoken here. */
export function LanguageField({ value, change }: LanguageFieldProps) {
  const { me, conference } = useHere();
  const spoken = [
    ...(me.state.value?.profile.languages ?? []),
    ...(conference.state.value?.conference.languages ?? []),
  ];
  const offered = new Set([...(value ? [value] : []), ...spoken]);
  return (
    <Select
      label="Written in"
      value={value ?? BY_ITS_WORDS}
      onChange={(language) => change({ language: language || null })}
      options={[
        { value: BY_ITS_WORDS, label: "The words will tell" },
        ...[...offered].map((code) => ({ value: code, label: languageInWords(code) })),
      ]}
    />
  );
}
