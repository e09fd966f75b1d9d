import { Empty } from "../ui/Empty";
import { Page } from "../ui/Page";

export default function ScreenPage() {
  return (
    <Page title="Screen">
      <Empty icon="screen" title="Happenstance">
        <p>So, how did you get into the contact centre industry?</p>
      </Empty>
    </Page>
  );
}
