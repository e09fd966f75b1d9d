import { Page } from "../ui/Page";
import { RecoverForm } from "./RecoverForm";

/** For somebody who was here before, on another phone or before this one was cleared. */
export default function RecoverPage() {
  return (
    <Page title="Already here?" back="/">
      <p>
        Your recovery code brings you back as yourself: your story, your contacts and your place at the table.
        It was shown when you came in.
      </p>
      <RecoverForm />
    </Page>
  );
}
