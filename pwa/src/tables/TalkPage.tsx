import { Empty } from "../ui/Empty";
import { Page } from "../ui/Page";

export default function TalkPage() {
  return (
    <Page title="Table talk">
      <Empty icon="table" title="Not started yet">
        <p>You will be told which table is yours.</p>
      </Empty>
    </Page>
  );
}
