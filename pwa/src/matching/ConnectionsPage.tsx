import { Empty } from "../ui/Empty";
import { Page } from "../ui/Page";

export default function ConnectionsPage() {
  return (
    <Page title="Contacts">
      <Empty icon="connections" title="Nobody yet">
        <p>When you and somebody else have both waved, you find each other here.</p>
      </Empty>
    </Page>
  );
}
