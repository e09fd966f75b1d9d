import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { Sheet } from "../ui/Sheet";
import { wide } from "../ui/wide";
import type { Guest, GuestStream } from "./guestStore";
import { LookAfter } from "./LookAfter";
import { MakeLinks } from "./MakeLinks";
import type { Need } from "./needs";

interface GuestPaneProps {
  /** Whom to look after; null leaves the room to links. */
  guest: Guest | null;
  /** What they need to sit well. */
  needs: readonly Need[];
  guests: GuestStream;
  find: string;
  linking: boolean;
  /** Nobody is to be looked after, no link to be made any more. */
  onClose: () => void;
}

/** Looking after somebody, or making links: beside the list where there is room, else in a sheet over it. */
export function GuestPane({ guest, needs, guests, find, linking, onClose }: GuestPaneProps) {
  const care = guest && <LookAfter key={guest.id} guest={guest} needs={needs} guests={guests} find={find} />;
  if (wide.value) {
    return (
      <div class="guest-pane">
        {guest ? (
          <Pane key={guest.id} name={guest.name} onClose={onClose}>
            {care}
          </Pane>
        ) : (
          <section class="stack">
            <h2>Make a link</h2>
            <MakeLinks />
          </section>
        )}
      </div>
    );
  }
  return (
    <>
      <Sheet open={guest !== null} title={guest?.name ?? ""} onClose={onClose}>
        {care}
      </Sheet>
      <Sheet open={linking && guest === null} title="Make a link" onClose={onClose}>
        <MakeLinks />
      </Sheet>
    </>
  );
}

interface PaneProps {
  name: string;
  onClose: () => void;
  children: ComponentChildren;
}

function Pane({ name, onClose, children }: PaneProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is the key of the button that closes it
    <section
      class="card"
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <div class="sheet-head">
        <h2 ref={heading} class="care-note" tabIndex={-1} dir="auto">
          {name}
        </h2>
        <Button kind="text" label="Close" onClick={onClose}>
          <Icon name="close" />
        </Button>
      </div>
      {children}
    </section>
  );
}
