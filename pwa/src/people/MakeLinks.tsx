import { useState } from "preact/hooks";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { useAttempt } from "../ui/useAttempt";
import { LinkCard } from "./LinkCard";
import { makeRoleLink, type NewLink } from "./requests";

type Gives = Schema<"RoleLinkIn">["gives"];

const LINKS: Readonly<Record<Gives, { act: string; title: string; hint: string }>> = {
  host: {
    act: "For a host",
    title: "A link for a host",
    hint: "Whoever taps it first may open and conduct table talks.",
  },
  organiser: {
    act: "For an organiser",
    title: "A link for an organiser",
    hint: "Whoever taps it first may do all that you may.",
  },
};

/** Links that make whoever taps them first a host or an organiser. */
export function MakeLinks() {
  const here = useHere();
  const [made, setMade] = useState<{ gives: Gives; link: NewLink } | null>(null);
  const { error, attempt } = useAttempt();

  function make(gives: Gives) {
    return attempt(async () => setMade({ gives, link: await makeRoleLink(here, gives) }));
  }

  return (
    <div class="stack">
      <p>Each works once, for whoever taps it first. Opening it by accident uses nothing up.</p>
      <div class="row">
        {(Object.keys(LINKS) as Gives[]).map((gives) => (
          <Button key={gives} onClick={() => make(gives)}>
            {LINKS[gives].act}
          </Button>
        ))}
      </div>
      {error !== null && <ErrorNote error={error} />}
      {made && <LinkCard key={made.link.link} link={made.link} {...LINKS[made.gives]} />}
    </div>
  );
}
