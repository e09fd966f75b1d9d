import { Empty } from "../ui/Empty";
import { Page } from "../ui/Page";

export default function HostTalkPage() {
  return (
    <Page title="Host a talk">
      <Empty icon="host" title="Nobody has checked in yet">
        <p>People appear here as they check in.</p>
      </Empty>
    </Page>
  );
}
