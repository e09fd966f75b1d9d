import { Empty } from "../ui/Empty";
import { Page } from "../ui/Page";

export default function PeoplePage() {
  return (
    <Page title="People">
      <Empty icon="people" title="Nobody has joined yet">
        <p>Show the code, and they will.</p>
      </Empty>
    </Page>
  );
}
