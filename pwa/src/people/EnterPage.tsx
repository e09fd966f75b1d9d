import { Empty } from "../ui/Empty";
import { Page } from "../ui/Page";

export default function EnterPage() {
  return (
    <Page title="Your link">
      <Empty icon="host" title="One tap, and it is yours">
        <p>This link has been made for you.</p>
      </Empty>
    </Page>
  );
}
