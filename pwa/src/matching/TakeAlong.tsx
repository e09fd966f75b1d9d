import { useHere } from "../app/here";
import { sayDays } from "../conferences/days";
import { Button } from "../ui/Button";
import { CopyButton } from "../ui/CopyButton";
import type { Contact } from "./requests";
import { contactLines, vcards } from "./vcard";

/** One's contacts for the time after the conference: into the phone's address book, or as text. Made on the phone. */
export function TakeAlong({ contacts }: { contacts: readonly Contact[] }) {
  const conference = useHere().conference.state.value?.conference;
  if (!conference) return null;
  const { name, starts_on, ends_on } = conference;
  const text = contactLines(contacts);

  function save() {
    const cards = vcards(contacts, `Met at ${name}, ${sayDays(starts_on, ends_on)}`);
    download(new File([cards], "contacts.vcf", { type: "text/vcard" }));
  }

  return (
    <section class="stack-tight">
      <h2>Take them with you</h2>
      <div class="row">
        <Button onClick={save}>Save as contacts</Button>
        {"share" in navigator ? (
          <Button onClick={() => share(`Contacts from ${name}`, text)}>Share as text</Button>
        ) : (
          <CopyButton text={text} label="Copy my contacts as text" />
        )}
      </div>
    </section>
  );
}

const KEPT_MS = 60_000;

function download(file: File): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS); // a phone may ask first where to put it
}

async function share(title: string, text: string): Promise<void> {
  await navigator.share({ title, text }).catch(() => {}); // thought better of it
}
