import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
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
