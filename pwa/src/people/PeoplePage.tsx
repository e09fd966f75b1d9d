import { useEffect, useState } from "preact/hooks";
import { useHere } from "../app/here";
import { OrganisersOnly } from "../app/OrganisersOnly";
import { useStream } from "../live/useStream";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { ErrorNote } from "../ui/ErrorNote";
import { Field } from "../ui/Field";
import { Loaded } from "../ui/Loaded";
import { Page } from "../ui/Page";
import { Sheet } from "../ui/Sheet";
import { useAttempt } from "../ui/useAttempt";
import { GuestLine } from "./GuestLine";
import { GuestSheet } from "./GuestSheet";
import { type GuestStream, openGuests } from "./guestStore";
import { MakeLinks } from "./MakeLinks";
import "./people.css";

const TYPING_MS = 250;

/** Everybody who is here, for those who look after them. */
export default function PeoplePage() {
  return (
    <OrganisersOnly title="People">
      <People />
    </OrganisersOnly>
  );
}

function People() {
  const here = useHere();
  const [typed, setTyped] = useState("");
  const find = useSettled(typed.trim());
  const guests = useStream(() => openGuests(here, find), `${here.slug}/${find}`) as GuestStream;
  const [chosen, setChosen] = useState<string | null>(null);
  const [linking, setLinking] = useState(false);
  const { error, attempt } = useAttempt();
  const state = guests.state.value;

  return (
    <Page
      title="People"
      back={here.link("")}
      aside={
        <Button kind="text" onClick={() => setLinking(true)}>
          Make a link
        </Button>
      }
    >
      <Field
        label="Find"
        type="search"
        value={typed}
        onInput={setTyped}
        hint={state ? `${countWords(state.total)} By name or organisation.` : "By name or organisation."}
        autocomplete="off"
      />
      <Loaded stream={guests}>
        {({ people, next }) => (
          <section class="stack" aria-label="Everybody here">
            {people.length === 0 && (
              <Empty icon="search" title="Nobody of that name">
                <p>Try fewer letters. People can change their names under “Me”.</p>
              </Empty>
            )}
            <ul class="guests">
              {people.map((guest) => (
                <GuestLine key={guest.id} guest={guest} onOpen={() => setChosen(guest.id)} />
              ))}
            </ul>
            {next !== null && <Button onClick={() => attempt(guests.more)}>Show more</Button>}
            {error !== null && <ErrorNote error={error} />}
          </section>
        )}
      </Loaded>
      <Sheet open={linking} title="Make a link" onClose={() => setLinking(false)}>
        <MakeLinks />
      </Sheet>
      <GuestSheet
        guest={state?.people.find(({ id }) => id === chosen) ?? null}
        guests={guests}
        find={find}
        onClose={() => setChosen(null)}
      />
    </Page>
  );
}

function countWords(total: number): string {
  return total === 1 ? "1 person is here." : `${total} people are here.`;
}

/** A text once nobody types any more. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
