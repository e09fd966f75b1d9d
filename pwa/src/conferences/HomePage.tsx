import { Empty } from "../ui/Empty";
import { Page } from "../ui/Page";

export default function HomePage() {
  return (
    <Page title="Now">
      <Empty icon="table" title="All quiet at the moment">
        <p>As soon as something starts it will be here.</p>
      </Empty>
    </Page>
  );
}
