import { Empty } from "../ui/Empty";
import { Page } from "../ui/Page";

export default function HostPage() {
  return (
    <Page title="Host">
      <Empty icon="host" title="No talk is running">
        <p>Start one when the room is ready.</p>
      </Empty>
    </Page>
  );
}
