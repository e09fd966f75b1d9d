import { useState } from "preact/hooks";
import { useHere } from "../app/here";
import { Button } from "../ui/Button";
import { Choice } from "../ui/Choice";
import { ErrorNote } from "../ui/ErrorNote";
import { Field } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { Sheet } from "../ui/Sheet";
import { TypedConfirm } from "../ui/TypedConfirm";
import { toast } from "../ui/toast";
import { useAttempt } from "../ui/useAttempt";
import { type Guest, type GuestStream, putGuest } from "./guestStore";
import { LinkCard } from "./LinkCard";
import { type Care, lookAfter, makeReturnLink, type NewLink, removeGuest } from "./requests";
import { ROLES, type Role } from "./words";

interface GuestSheetProps {
  /** Whom to look after; null closes it. */
  guest: Guest | null;
  guests: GuestStream;
  find: string;
  onClose: () => void;
}

/** Looking after one person: their name, whether they are seen, what they may do, the way back, and the way out. */
export function GuestSheet({ guest, guests, find, onClose }: GuestSheetProps) {
  return (
    <Sheet open={guest !== null} title={guest?.name ?? ""} onClose={onClose}>
      {guest && <LookAfter key={guest.id} guest={guest} guests={guests} find={find} onClose={onClose} />}
    </Sheet>
  );
}

function LookAfter({ guest, guests, find, onClose }: GuestSheetProps & { guest: Guest }) {
  const here = useHere();
  const isMe = guest.id === here.personId;
  const [name, setName] = useState(guest.name);
  const [link, setLink] = useState<NewLink | null>(null);
  const [removing, setRemoving] = useState(false);
  const [done, setDone] = useState("");
  const { error, attempt } = useAttempt();

  function change(care: Care, words: string): Promise<boolean> {
    setDone("");
    return attempt(async () => {
      try {
        const changed = await lookAfter(here, guest, care);
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
    toast(`${guest.name} is removed.`);
    onClose();
    void guests.refresh();
  }

  if (removing) return <Remove guest={guest} onConfirm={remove} onCancel={() => setRemoving(false)} />;
  return (
    <div class="stack">
      {error !== null && <ErrorNote error={error} kept="Nothing was changed." />}
      <div role="status">
        {done && (
          <Notice kind="good">
            <p>{done}</p>
          </Notice>
        )}
      </div>
      <form
        class="stack-tight"
        onSubmit={(event) => {
          event.preventDefault();
          void change({ name: name.trim() }, "Renamed.");
        }}
      >
        <Field label="Name" value={name} onInput={setName} autocomplete="off" />
        {name.trim() !== guest.name && name.trim() !== "" && (
          <div>
            <Button type="submit">Rename</Button>
          </div>
        )}
      </form>
      {!isMe && (
        <Choice<Role>
          legend="May do what"
          value={guest.role}
          onChange={(role) => change({ role }, `${guest.name}: ${ROLES[role].toLowerCase()}.`)}
          options={Object.entries(ROLES).map(([value, label]) => ({ value: value as Role, label }))}
        />
      )}
      <Switch guest={guest} change={change} />
      {link ? (
        <LinkCard
          link={link}
          title="Their way back"
          hint="Let them scan it, or send it to them. Their old recovery code works no more."
        />
      ) : (
        <div class="stack-tight">
          <p>Lost their phone, or cleared it? A link brings them back as themselves.</p>
          <div>
            <Button onClick={() => attempt(async () => setLink(await makeReturnLink(here, guest)))}>
              Make a link to come back
            </Button>
          </div>
        </div>
      )}
      {!isMe && (
        <Button kind="danger" wide onClick={() => setRemoving(true)}>
          Remove for good
        </Button>
      )}
    </div>
  );
}

interface SwitchProps {
  guest: Guest;
  change: (care: Care, done: string) => Promise<boolean>;
}

function Switch({ guest, change }: SwitchProps) {
  const { hidden, name } = guest;
  return (
    <div class="stack-tight">
      <p>
        {hidden
          ? "Hidden: others see neither them nor their stories."
          : "If something is wrong, hide them until it is sorted out. They are told in their profile."}
      </p>
      <div>
        <Button
          onClick={() =>
            change({ hidden: !hidden }, hidden ? `${name} is seen again.` : `${name} is hidden.`)
          }
        >
          {hidden ? "Show them again" : "Hide them"}
        </Button>
      </div>
    </div>
  );
}

interface RemoveProps {
  guest: Guest;
  onConfirm: () => Promise<void>;
  onCancel: () => void;
}

function Remove({ guest, onConfirm, onCancel }: RemoveProps) {
  return (
    <div class="stack">
      <p>
        This removes <bdi>{guest.name}</bdi>
        {guest.organisation && (
          <>
            {" "}
            of <bdi>{guest.organisation}</bdi>
          </>
        )}{" "}
        at once:
      </p>
      <ul>
        <li>their stories, waves and profile are deleted,</li>
        <li>everybody connected with them loses them,</li>
        <li>their chair is free, and their phone is out.</li>
        {guest.role !== "attendee" && (
          <li>
            They are {guest.role === "host" ? "a host" : "an organiser"}: their talks go on without them.
          </li>
        )}
      </ul>
      <p>It cannot be undone. To keep others from seeing them for a while, hide them.</p>
      <TypedConfirm word="remove" act="Remove for good" onConfirm={onConfirm} kept="They are still here." />
      <Button wide onClick={onCancel}>
        Leave them
      </Button>
    </div>
  );
}
