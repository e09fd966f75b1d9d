import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { Page } from "../ui/Page";

/** An address that leads nowhere. */
export function NotFoundPage() {
  return (
    <Page title="Nothing here">
      <Empty icon="search" title="This address leads nowhere">
        <p>Check the link, or start again from your conferences.</p>
        <Button href="/">Your conferences</Button>
      </Empty>
    </Page>
  );
}
