import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";
import { Button } from "../ui/Button";
import { ClashNotice } from "../ui/ClashNotice";
import { ErrorNote } from "../ui/ErrorNote";
import { useFocusKept } from "../ui/useFocusKept";
import type { Settings } from "./settings";
import { NAMES, settingInWords } from "./settingWords";
import type { Section } from "./useSection";

interface SettingsSectionProps<Name extends keyof Settings> {
  title: string;
  /** A sentence about what it is for. */
  hint?: ComponentChildren;
  my: Section<Name>;
  children: ComponentChildren;
}

/** Settings that are saved together: once something is changed there is a button to save it, and one to put it back. */
export function SettingsSection<Name extends keyof Settings>(props: SettingsSectionProps<Name>) {
  const { title, hint, my, children } = props;
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusKept(form, heading);

  function save(event: Event) {
    event.preventDefault();
    if (my.dirty && !my.flawed && !my.busy) void my.save();
  }

  return (
    <form ref={form} class="setting" aria-labelledby={id} onSubmit={save} noValidate>
      <h2 ref={heading} id={id} tabIndex={-1}>
        {title}
      </h2>
      {hint && <p class="quiet small">{hint}</p>}
      {children}
      <ClashNotice
        by="by another organiser or on another phone of yours"
        clashes={my.clashing.map((name) => ({
          name: NAMES[name],
          now: settingInWords(name, my.there),
          yours: settingInWords(name, my.view),
        }))}
        keepMine={my.keepMine}
        takeTheirs={my.takeTheirs}
      />
      {my.error !== null && <ErrorNote error={my.error} kept="What you typed is still here." />}
      <Saved saved={my.saved} />
      {my.dirty && my.clashing.length === 0 && (
        <div class="row">
          <Button type="submit" kind="primary" busy={my.busy} disabled={my.flawed}>
            Save
          </Button>
          <Button kind="text" onClick={my.putBack}>
            Put it back
          </Button>
        </div>
      )}
    </form>
  );
}

/** Says what has gone well, and reads it out. */
export function Saved({ saved, words = "Saved." }: { saved: boolean; words?: string }) {
  return (
    <div role="status" class="saved">
      {saved && <p class="state state-good">{words}</p>}
    </div>
  );
}
