import { Empty } from "../ui/Empty";
import { Page } from "../ui/Page";

export default function WelcomePage() {
  return (
    <Page title="Your conferences">
      <Empty icon="table" title="Nothing here yet">
        <p>Scan the code on the poster, or type it in.</p>
      </Empty>
    </Page>
  );
}
