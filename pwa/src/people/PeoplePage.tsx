import { useEffect, useRef, useState } from "preact/hooks";
import { useFragment } from "../app/fragment";
import { useHere } from "../app/here";
import { OrganisersOnly } from "../app/OrganisersOnly";
import { EndedNotice } from "../conferences/EndedNotice";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Page } from "../ui/Page";
import { toast } from "../ui/toast";
import { wide } from "../ui/wide";
import { countWords } from "./careWords";
import { GuestList } from "./GuestList";
import { GuestPane } from "./GuestPane";
import { useGuests } from "./useGuests";
import { useNeeds, WhatPeopleNeed } from "./WhatPeopleNeed";
import "./people.css";

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
  const [typed, setTyped] = useState(useFragment()); // a name, where another page leads to somebody
  const found = useGuests(typed);
  const [chosen, setChosen] = useState<string | null>(null);
  const needs = useNeeds(chosen);
  const name = useRef("");
  const [linking, setLinking] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const guest = found.state?.people.find(({ id }) => id === chosen) ?? null;
  if (guest) name.current = guest.name;
  const gone = chosen !== null && guest === null;

  function close() {
    list.current?.querySelector<HTMLElement>(".guest[aria-current] button")?.focus();
    setChosen(null);
    setLinking(false);
  }

  // Removed, here or by another organiser, or they have left.
  useEffect(() => {
    if (!gone) return;
    setChosen(null);
    requestAnimationFrame(() => list.current?.focus({ preventScroll: true })); // the sheet closes first
    toast(`${name.current} is no longer here.`);
  }, [gone]);

  return (
    <Page
      wide
      title="People"
      back={here.link("")}
      aside={
        !wide.value && (
          <Button kind="text" onClick={() => setLinking(true)}>
            Make a link
          </Button>
        )
      }
    >
      <EndedNotice />
      <div class="people">
        <div ref={list} class="stack care-note" tabIndex={-1}>
          <search>
            <Field
              label="Find"
              type="search"
              value={typed}
              onInput={(text) => {
                setChosen(null);
                setTyped(text);
              }}
              hint="By name or organisation."
              autocomplete="off"
            />
          </search>
          <p class="quiet small" role="status">
            {found.state && !found.asking && countWords(found.state, typed)}
          </p>
          {typed === "" && <WhatPeopleNeed needs={needs} />}
          <GuestList found={found} current={guest?.id ?? null} onOpen={setChosen} />
        </div>
        <GuestPane
          guest={guest}
          needs={needs.list?.people.find(({ id }) => id === chosen)?.needs ?? []}
          guests={found.stream}
          find={typed}
          linking={linking}
          onClose={close}
        />
      </div>
    </Page>
  );
}
