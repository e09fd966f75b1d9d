import { Empty } from "../ui/Empty";
import { Page } from "../ui/Page";

export default function StoryPage() {
  return (
    <Page title="My story">
      <Empty icon="story" title="So, how did you get into the contact centre industry?">
        <p>There is no wrong answer.</p>
      </Empty>
    </Page>
  );
}
