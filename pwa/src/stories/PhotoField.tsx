import { useEffect, useId, useRef, useState } from "preact/hooks";
import { useHere } from "../app/here";
import { dropUnwanted, keepFile } from "../live/files";
import { uuid } from "../live/uuid";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Icon } from "../ui/Icon";
import { toast } from "../ui/toast";
import { begunPhotos } from "./begunPhotos";
import { type Flaws, LONGEST_ALT, type StoryDraft } from "./draft";
import { OwnPhoto } from "./OwnPhoto";
import { shrink, whyNot } from "./shrink";
import "./photoField.css";

interface PhotoFieldProps {
  value: StoryDraft["photo"];
  flaw: Flaws["photo"];
  change: (part: Pick<StoryDraft, "photo">) => void;
  /** A photo is being made smaller: what is sent now would go without it. */
  busy: boolean;
  setBusy: (busy: boolean) => void;
}

/** One photo that goes with the story, if there is one: taken or chosen, and told in words. */
export function PhotoField({ value, flaw, change, busy, setBusy }: PhotoFieldProps) {
  const { slug } = useHere();
  const news = useId();
  const [failure, setFailure] = useState("");
  const latest = useRef(change);
  latest.current = change; // whoever goes on typing while it is made smaller loses nothing
  const leftOut = useRef(() => {});

  useEffect(() => {
    dropUnwanted(slug, begunPhotos(slug)).catch(() => {}); // tidying up can wait
  }, [slug]);

  useEffect(
    () => () => {
      latest.current = () => {}; // the story has been sent, or the page left: what comes late changes nothing
      leftOut.current();
    },
    [],
  );

  async function choose(file: File) {
    setBusy(true);
    setFailure("");
    const small = await shrink(file).catch(() => null);
    if (!small) setFailure(whyNot(file));
    else {
      const id = uuid();
      try {
        await keepFile(slug, id, small);
        latest.current({ photo: { id, alt: "" } });
      } catch {
        setFailure("This phone has no room to keep the photo. Your words are still here.");
      }
    }
    setBusy(false);
  }

  function remove() {
    change({ photo: null });
    leftOut.current = toast("The photo is left out.", { undo: () => latest.current({ photo: value }) });
  }

  return (
    <fieldset class="choice photo-field stack-tight">
      <legend class="unseen">A photo</legend>
      {value ? (
        <>
          <OwnPhoto key={value.id} photo={{ ...value, alt: value.alt || "The photo that you chose" }} />
          <Field
            label="What is there to see?"
            hint="One line, as you would describe it over the phone. It is read out to whoever cannot see the photo."
            value={value.alt}
            onInput={(alt) => change({ photo: { ...value, alt } })}
            error={flaw}
            max={LONGEST_ALT}
            required
          />
        </>
      ) : (
        <p class="quiet small">A first badge, a first headset, that first desk: one photo, if you have it.</p>
      )}
      <div class="row">
        <label class="button button-quiet photo-chooser">
          <Icon name="plus" />
          {value ? "Choose another" : "Add a photo"}
          <input
            type="file"
            accept="image/*"
            aria-describedby={news}
            aria-busy={busy}
            onClick={(event) => busy && event.preventDefault()}
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              if (file) void choose(file);
              event.currentTarget.value = ""; // so that the same one can be chosen again
            }}
          />
        </label>
        {value && (
          <Button kind="text" onClick={remove}>
            Remove it
          </Button>
        )}
      </div>
      <p id={news} class={failure ? "field-error" : "quiet small"} role="status">
        {busy ? "One moment: it is made small enough to send." : failure}
      </p>
    </fieldset>
  );
}
