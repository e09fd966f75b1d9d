import { Field } from "../ui/Field";
import { Select } from "../ui/Select";
import { SettingsSection } from "./SettingsSection";
import type { Conference } from "./settings";
import { NAMES, zoneInWords } from "./settingWords";
import { useSection } from "./useSection";

/** What the conference is called, and who runs it. */
export function NameSection({ conference }: { conference: Conference }) {
  const my = useSection("name", conference, ["name", "run_by"]);
  return (
    <SettingsSection title="The conference" my={my}>
      <Field
        label={NAMES.name}
        value={my.view.name}
        onInput={(typed) => my.change("name", typed)}
        error={my.flaw("name")}
        autocomplete="off"
      />
      <Field
        label={NAMES.run_by}
        value={my.view.run_by}
        onInput={(typed) => my.change("run_by", typed)}
        hint="Everyone reads it before they say their name."
        error={my.flaw("run_by")}
        autocomplete="off"
      />
    </SettingsSection>
  );
}

/** When it is, where the clock is right, and when everything goes. */
export function DaysSection({ conference }: { conference: Conference }) {
  const my = useSection("days", conference, ["starts_on", "ends_on", "zone", "deletes_on"]);
  const day = (field: "starts_on" | "ends_on" | "deletes_on", hint?: string) => (
    <Field
      label={NAMES[field]}
      type="date"
      value={my.view[field]}
      onInput={(typed) => my.change(field, typed)}
      error={my.flaw(field)}
      {...(hint && { hint })}
    />
  );
  return (
    <SettingsSection title="Days" my={my}>
      <div class="setting-pair">
        {day("starts_on")}
        {day("ends_on")}
      </div>
      <Select
        label={NAMES.zone}
        value={my.view.zone}
        onChange={(zone) => my.change("zone", zone)}
        options={zones(conference.zone).map((zone) => ({ value: zone, label: zoneInWords(zone) }))}
        error={my.flaw("zone")}
      />
      {day("deletes_on", "As this day begins. Everyone reads it before they say their name.")}
    </SettingsSection>
  );
}

/** The time zones that this phone knows, and the one in use. */
function zones(inUse: string): string[] {
  return [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC", inUse])].sort();
}
