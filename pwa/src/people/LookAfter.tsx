import { useEffect, useRef, useState } from "preact/hooks";
import { ErrorBoundary } from "preact-iso";
import { useHere } from "../app/here";
import { part } from "../app/page";
import { useBackgrounds } from "../conferences/useBackgrounds";
import { ProblemError } from "../live/api";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { Notice } from "../ui/Notice";
import { useAttempt } from "../ui/useAttempt";
import { ROLE_CARE } from "./careWords";
import { dropGuest, type Guest, type GuestStream, putGuest } from "./guestStore";
import { LinkCard } from "./LinkCard";
import { type Need, needsInWords } from "./needs";
import { RemoveGuest } from "./RemoveGuest";
import { RenameGuest } from "./RenameGuest";
import { type Care, lookAfter, makeReturnLink, type NewLink, removeGuest } from "./requests";
import { positionInWords, ROLES, type Role } from "./words";

const SilenceCare = part(() => import("./SilenceCare").then(({ SilenceCare }) => SilenceCare));

interface LookAfterProps {
  guest: Guest;
  /** What they need to sit well. */
  needs: readonly Need[];
  guests: GuestStream;
  /** What was looked for when they were found. */
  find: string;
}

/** Looking after one person: their name, what they may do, whether they are seen, the way back, and the way out. */
export function LookAfter({ guest, needs, guests, find }: LookAfterProps) {
  const here = useHere();
  const isMe = guest.id === here.personId;
  const [removing, setRemoving] = useState(false);
  const [done, setDone] = useState("");
  const { error, attempt } = useAttempt();
  const nameFlaw = error instanceof ProblemError ? error.errors.name?.[0] : undefined;
  const note = useRef<HTMLDivElement>(null);

  // The button that did it may be gone by now: whoever pressed it goes on from what it did.
  useEffect(() => {
    if (done) note.current?.focus();
    else if (error !== null && !nameFlaw) note.current?.scrollIntoView({ block: "nearest" });
  }, [done, error]);

  const change = (care: Care, words: string) => carryOut(() => lookAfter(here, guest, care), words);

  function carryOut(act: () => Promise<Guest>, words: string): Promise<boolean> {
    setDone("");
    return attempt(async () => {
      try {
        const changed = await act();
        guests.amend((state) => putGuest(state, changed, find));
        setDone(words);
      } catch (problem) {
        void guests.refresh(); // perhaps somebody else was faster
        throw problem;
      }
    });
  }

  async function remove() {
    await removeGuest(here, guest);
    guests.amend((state) => dropGuest(state, guest.id));
  }

  if (removing) return <RemoveGuest guest={guest} onConfirm={remove} onCancel={() => setRemoving(false)} />;
  return (
    <div class="care">
      <div ref={note} class="care-note" tabIndex={-1}>
        {error !== null && !nameFlaw && <ErrorNote error={error} kept="Nothing was changed." />}
        {done && (
          <Notice kind="good">
            <p>{done}</p>
          </Notice>
        )}
      </div>
      <WhoTheyAre guest={guest} />
      {needs.length > 0 && (
        <p>
          <strong>To sit well:</strong> {needsInWords(needs)}. Only organisers see this.
        </p>
      )}
      <RenameGuest name={guest.name} flaw={nameFlaw} onRename={(name) => change({ name }, "Renamed.")} />
      {isMe ? (
        <p class="quiet">
          This is you. The rest of you is under <a href={here.link("/profile")}>Me</a>; what you may do is for
          another organiser to change.
        </p>
      ) : (
        <>
          {guest.banned_because === null && <RoleCare guest={guest} change={change} />}
          {guest.banned_because === null && <VisibilityCare guest={guest} change={change} />}
          <ErrorBoundary>
            <SilenceCare guest={guest} silence={carryOut} />
          </ErrorBoundary>
          <WayBack guest={guest} />
          <Button kind="danger" wide onClick={() => setRemoving(true)}>
            Remove for good
          </Button>
        </>
      )}
    </div>
  );
}

/** So that one looks after the right one of two by the same name. */
function WhoTheyAre({ guest: { position, organisation, backgrounds } }: { guest: Guest }) {
  const { label } = useBackgrounds();
  const place = [positionInWords(position), organisation].filter(Boolean).join(", ");
  return (
    <p class="quiet">
      {place && (
        <>
          <bdi>{place}</bdi>
          <br />
        </>
      )}
      <bdi>{backgrounds.map(label).join(", ")}</bdi>
    </p>
  );
}

interface CareProps {
  guest: Guest;
  change: (care: Care, done: string) => Promise<boolean>;
}

function RoleCare({ guest, change }: CareProps) {
  const others = (Object.keys(ROLES) as Role[]).filter((role) => role !== guest.role);
  return (
    <section class="stack-tight">
      <h3>What they may do</h3>
      <p>{ROLE_CARE[guest.role].is}</p>
      <div class="row">
        {others.map((role) => (
          <Button key={role} onClick={() => change({ role }, ROLE_CARE[role].made(guest.name))}>
            {ROLE_CARE[role].make}
          </Button>
        ))}
      </div>
    </section>
  );
}

function VisibilityCare({ guest: { hidden, name }, change }: CareProps) {
  const turned = hidden ? `${name} is seen again.` : `${name} is hidden.`;
  return (
    <section class="stack-tight">
      <h3>Who sees them</h3>
      <p>
        {hidden
          ? "Hidden: others see neither them nor their stories."
          : "Everybody. If something is wrong, hide them until it is sorted out; their profile tells them."}
      </p>
      <div>
        <Button onClick={() => change({ hidden: !hidden }, turned)}>
          {hidden ? "Show them again" : "Hide them"}
        </Button>
      </div>
    </section>
  );
}

function WayBack({ guest }: { guest: Guest }) {
  const here = useHere();
  const [link, setLink] = useState<NewLink | null>(null);
  const { error, attempt } = useAttempt();

  if (link) {
    return (
      <LinkCard
        link={link}
        title={`${guest.name}’s way back`}
        hint="Let them scan it, or send it to them. Their old recovery code works no more; once back, they have a new one."
      />
    );
  }
  return (
    <section class="stack-tight">
      <h3>Lost their phone, or cleared it?</h3>
      <p>
        A new link brings them back as themselves. Make it for somebody you know: it voids their recovery
        code.
      </p>
      <div>
        <Button onClick={() => attempt(async () => setLink(await makeReturnLink(here, guest)))}>
          Make a link to come back
        </Button>
      </div>
      {error !== null && <ErrorNote error={error} />}
    </section>
  );
}
