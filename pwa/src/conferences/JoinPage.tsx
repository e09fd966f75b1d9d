import { Empty } from "../ui/Empty";
import { Page } from "../ui/Page";

export default function JoinPage() {
  return (
    <Page title="Come in">
      <Empty icon="table" title="Which conference?">
        <p>Scan the code on the poster, or type the eight letters under it.</p>
      </Empty>
    </Page>
  );
}
