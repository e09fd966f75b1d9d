import { useHere } from "../app/here";
import { Button } from "../ui/Button";
import { CopyButton } from "../ui/CopyButton";
import { saveAsContacts } from "./addressBook";
import type { Connection } from "./requests";
import { contactLines } from "./vcard";

/** One's contacts for the time after the conference: into the phone's address book, or as text. */
export function TakeAlong({ connections }: { connections: readonly Connection[] }) {
  const here = useHere();
  const conference = here.conference.state.value?.conference;
  if (!conference) return null;
  const text = contactLines(connections.map(({ person }) => person));

  return (
    <section class="stack-tight">
      <h2>Take them with you</h2>
      <div class="row">
        <Button onClick={() => saveAsContacts(here, connections)}>Save as contacts</Button>
        {"share" in navigator ? (
          <Button onClick={() => share(`Contacts from ${conference.name}`, text)}>Share as text</Button>
        ) : (
          <CopyButton text={text} label="Copy my contacts as text" />
        )}
      </div>
      <p class="quiet small">Your notes go into your own address book, and never into the text you share.</p>
    </section>
  );
}

async function share(title: string, text: string): Promise<void> {
  await navigator.share({ title, text }).catch(() => {}); // thought better of it
}
