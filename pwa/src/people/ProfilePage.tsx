import { Empty } from "../ui/Empty";
import { Page } from "../ui/Page";

export default function ProfilePage() {
  return (
    <Page title="Me">
      <Empty icon="profile" title="About you">
        <p>What others see of you, and what they do not.</p>
      </Empty>
    </Page>
  );
}
