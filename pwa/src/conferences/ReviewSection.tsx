import { Choice } from "../ui/Choice";
import { Select } from "../ui/Select";
import { SettingsSection } from "./SettingsSection";
import type { Conference, Settings } from "./settings";
import { minutesInWords, NAMES, PUBLISHING } from "./settingWords";
import { useSection } from "./useSection";

const MINUTES = [1, 2, 3, 5, 10, 15, 30, 60] as const;

type Publishing = Settings["publishing"];

const KEYS: readonly Publishing[] = ["read-first", "trusted", "at-once"];

const MEANS: Readonly<Record<Publishing, string>> = {
  "read-first":
    "Nobody sees a story before one of you has read it. What is up unread is taken down, and waits.",
  trusted:
    "Once you have approved something of somebody, what they write next is up at once, and you read it afterwards. Newcomers, and whoever you refused last, are read first.",
  "at-once":
    "Every story is up at once, and you read it afterwards. Only what comes from somebody you refused last is read first.",
};

/** How what people write is read before others see it. */
export function ReviewSection({ conference }: { conference: Conference }) {
  const my = useSection("review", conference, ["publishing", "review_within"]);
  const offered = [...new Set([...MINUTES, conference.review_within])].sort((one, other) => one - other);
  return (
    <SettingsSection title="Reading what people write" my={my}>
      <Choice
        legend={NAMES.publishing}
        value={my.view.publishing}
        onChange={(chosen) => my.change("publishing", chosen)}
        options={KEYS.map((value) => ({ value, label: PUBLISHING[value] }))}
        error={my.flaw("publishing")}
      />
      <p class="quiet small" role="status">
        {MEANS[my.view.publishing]}
      </p>
      <Select
        label={NAMES.review_within}
        hint="When somebody has waited longer, the desk and the first page of every organiser say so."
        value={String(my.view.review_within)}
        onChange={(minutes) => my.change("review_within", Number(minutes))}
        options={offered.map((minutes) => ({ value: String(minutes), label: minutesInWords(minutes) }))}
        error={my.flaw("review_within")}
      />
    </SettingsSection>
  );
}
