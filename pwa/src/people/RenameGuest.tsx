import { useState } from "preact/hooks";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";

interface RenameGuestProps {
  name: string;
  /** Why the server would not have the last one. */
  flaw: string | undefined;
  /** Resolves to false when it did not work; then what was typed stays. */
  onRename: (name: string) => Promise<boolean>;
}

/** Somebody's name, to be mended by an organiser. Until one types it follows what they call themselves. */
export function RenameGuest({ name, flaw, onRename }: RenameGuestProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const wanted = (typed ?? name).trim();

  async function rename(event: Event) {
    event.preventDefault();
    if (busy || wanted === "" || wanted === name) return;
    setBusy(true);
    if (await onRename(wanted)) setTyped(null);
    setBusy(false);
  }

  return (
    <form class="stack-tight" onSubmit={rename}>
      <Field
        label="Name"
        value={typed ?? name}
        onInput={setTyped}
        error={wanted === "" ? "A name is needed." : flaw}
        autocomplete="off"
      />
      {wanted !== name && wanted !== "" && (
        <div class="row">
          <Button type="submit" busy={busy}>
            Rename
          </Button>
          <Button kind="text" onClick={() => setTyped(null)}>
            Leave it
          </Button>
        </div>
      )}
    </form>
  );
}
