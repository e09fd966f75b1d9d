import { Empty } from "../ui/Empty";
import { Page } from "../ui/Page";

export default function PosterPage() {
  return (
    <Page title="Poster">
      <Empty icon="screen" title="Scan to come in">
        <p>Print this page.</p>
      </Empty>
    </Page>
  );
}
