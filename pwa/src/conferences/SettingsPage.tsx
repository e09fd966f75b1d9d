import { ErrorBoundary } from "preact-iso";
import { useHere } from "../app/here";
import { OrganisersOnly } from "../app/OrganisersOnly";
import { part } from "../app/page";
import { Loaded } from "../ui/Loaded";
import { Page } from "../ui/Page";
import { DaysSection, NameSection } from "./AboutSections";
import { AnnounceSection } from "./AnnounceSection";
import { DoorSection } from "./DoorSection";
import { EndedNotice } from "./EndedNotice";
import { EndSection } from "./EndSection";
import "./home.css";
import "./settings.css";

const SettledSections = part(() =>
  import("./SettledSections").then(({ SettledSections }) => SettledSections),
);

/** What organisers decide for everyone: what the day needs first, what was settled before it after. */
export default function SettingsPage() {
  return (
    <OrganisersOnly title="Settings">
      <Settings />
    </OrganisersOnly>
  );
}

function Settings() {
  const { conference, link } = useHere();
  return (
    <Page title="Settings" back={link("")} wide>
      <Loaded stream={conference}>
        {({ conference: now }) => (
          <>
            <EndedNotice />
            <div class="settings">
              <div class="settings-pane">
                <AnnounceSection />
                <DoorSection conference={now} />
                <NameSection conference={now} />
                <DaysSection conference={now} />
              </div>
              <div class="settings-pane">
                <ErrorBoundary>
                  <SettledSections conference={now} />
                </ErrorBoundary>
                <EndSection conference={now} />
              </div>
            </div>
          </>
        )}
      </Loaded>
    </Page>
  );
}
