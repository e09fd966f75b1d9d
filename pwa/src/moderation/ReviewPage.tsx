import { Empty } from "../ui/Empty";
import { Page } from "../ui/Page";

export default function ReviewPage() {
  return (
    <Page title="Review">
      <Empty icon="review" title="Nothing to read">
        <p>New stories come here first.</p>
      </Empty>
    </Page>
  );
}
