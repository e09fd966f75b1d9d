import { Empty } from "../ui/Empty";
import { Page } from "../ui/Page";

export default function MeetPage() {
  return (
    <Page title="People to meet">
      <Empty icon="meet" title="Nobody to suggest yet">
        <p>Say how you got in, and there will be.</p>
      </Empty>
    </Page>
  );
}
