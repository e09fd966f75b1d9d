import { useEffect, useState } from "preact/hooks";
import { useHere } from "../app/here";
import { ProblemError } from "../live/api";
import { serverNow } from "../live/clock";
import { changesIn, clashes, type Edits, giveWay, insist, unsent } from "../live/edits";
import { useEdits } from "../live/useEdits";
import { useAttempt } from "../ui/useAttempt";
import { saveSettings } from "./requests";
import { type Conference, dayIn, flawsIn, flawsOf, pick, type Settings } from "./settings";

export type Section<Name extends keyof Settings> = ReturnType<typeof useSection<Name>>;

/**
 * Some settings that are changed and saved together: what to show, what is wrong with it, and what to do with it.
 *
 * What is typed is kept on this phone under `key` until it is saved or put back.
 */
export function useSection<Name extends keyof Settings>(
  key: string,
  conference: Conference,
  names: readonly Name[],
) {
  type Part = Pick<Settings, Name>;
  const here = useHere();
  const there = pick(conference, names);
  const my = useEdits<Part>(here.slug, `settings-${key}`, there);
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);
  const { error, attempt } = useAttempt();

  // What has arrived is no change any more, whoever brought it.
  useEffect(() => {
    if (my.dirty && !busy) my.replace(unsent(there, my.latest(), {}));
  }, [conference.version]);

  async function send(edits: Edits<Part>): Promise<void> {
    const sent: Partial<Part> = changesIn(edits);
    setBusy(true);
    setSaved(
      await attempt(async () => {
        const now = await saveSettings(
          here,
          sent,
          (other) => clashes(pick(other, names), edits).length === 0,
        );
        my.replace(unsent(pick(now, names), my.latest(), sent));
      }),
    );
    setBusy(false);
  }

  const problem = error instanceof ProblemError ? error : null;
  const own = flawsOf(my.view, dayIn(conference.zone, serverNow()));
  const flaws = my.dirty ? { ...(problem && flawsIn(problem)), ...own } : {};
  const clashing = busy ? [] : my.clashing;
  return {
    /** As others have it. */
    there,
    view: my.view,
    change<Field extends Name>(field: Field, now: Part[Field]): void {
      setSaved(false);
      my.change(field, now);
    },
    dirty: my.dirty,
    busy,
    saved: saved && !my.dirty,
    /** Something here cannot be saved as it is. */
    flawed: my.dirty && Object.keys(own).length > 0,
    flaw: (field: string): string | undefined => flaws[field],
    /** What was thrown by the last saving. That somebody was faster is told by `clashing`, where it matters. */
    error: problem?.code === "version-conflict" && clashing.length > 0 ? null : error,
    clashing,
    save: () => send(my.edits),
    putBack() {
      my.replace({});
      return attempt(async () => {});
    },
    /** Save mine, over what somebody else made of it. */
    keepMine() {
      const again = insist(there, my.edits);
      my.replace(again);
      return send(again);
    },
    /** Leave what somebody else made of it. */
    takeTheirs() {
      my.replace(giveWay(my.edits, clashing));
      return attempt(async () => {});
    },
  };
}
