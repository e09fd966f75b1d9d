import { Empty } from "../ui/Empty";
import { Page } from "../ui/Page";

export default function FeedPage() {
  return (
    <Page title="Stories">
      <Empty icon="feed" title="No stories yet">
        <p>The first ones appear here once an organiser has read them.</p>
      </Empty>
    </Page>
  );
}
