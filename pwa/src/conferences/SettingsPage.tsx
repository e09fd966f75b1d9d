import { Empty } from "../ui/Empty";
import { Page } from "../ui/Page";

export default function SettingsPage() {
  return (
    <Page title="Settings">
      <Empty icon="settings" title="The conference">
        <p>Its name, its dates and who may come in.</p>
      </Empty>
    </Page>
  );
}
