import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { Notice } from "../ui/Notice";
import { Page } from "../ui/Page";

/** A page whose code could not be fetched. */
export function UnreachablePage() {
  return (
    <Page title="Not on this phone yet">
      <Empty icon="offline" title="This page could not be fetched">
        <p>Nothing you typed is lost. When there is a signal again, try once more.</p>
        <Button kind="primary" onClick={() => location.reload()}>
          Try again
        </Button>
      </Empty>
    </Page>
  );
}

/** The same for a part of a page. */
export function UnreachablePart() {
  return (
    <Notice>
      <p>Something that belongs here could not be fetched. When there is a signal again, try once more.</p>
      <Button onClick={() => location.reload()}>Try again</Button>
    </Notice>
  );
}
