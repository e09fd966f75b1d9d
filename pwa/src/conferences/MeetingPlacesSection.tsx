import { useState } from "preact/hooks";
import { Field } from "../ui/Field";
import { SettingsSection } from "./SettingsSection";
import type { Conference } from "./settings";
import { linesOf } from "./settings";
import { NAMES } from "./settingWords";
import { useSection } from "./useSection";

/** Where two who meet now are sent: the emptiest of these places, each a line. */
export function MeetingPlacesSection({ conference }: { conference: Conference }) {
  const my = useSection("meeting-places", conference, ["meeting_places"]);
  const [typed, setTyped] = useState<string | null>(null);
  const places = my.view.meeting_places;
  const wrong = places.map((_, index) => my.flaw(`meeting_places.${index}`)).find(Boolean);

  return (
    <SettingsSection
      title={NAMES.meeting_places}
      hint="When two people agree to meet now, their phones send them to the emptiest of these places. Without any, it is where the coffee is."
      my={my}
    >
      <div onFocusOut={() => setTyped(null)}>
        <Field
          label="One place a line"
          multiline
          value={typed ?? places.join("\n")}
          placeholder="By the coffee"
          onInput={(text) => {
            setTyped(text);
            my.change("meeting_places", linesOf(text));
          }}
          error={my.flaw("meeting_places") ?? wrong}
        />
      </div>
    </SettingsSection>
  );
}
