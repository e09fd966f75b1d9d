import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { cameIn } from "../app/attendances";
import { ProblemError } from "../live/api";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { Field } from "../ui/Field";
import { toast } from "../ui/toast";
import { recover } from "./door";

/** Asks for a recovery code, and brings its owner back to their conference. */
export function RecoverForm() {
  const { route } = useLocation();
  const [code, setCode] = useState("");
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState(false);
  const wrong = failure instanceof ProblemError && failure.code === "wrong-recovery-code";

  async function comeBack(event: Event) {
    event.preventDefault();
    setMissing(code.trim() === "");
    if (busy || code.trim() === "") return;
    setBusy(true);
    setFailure(null);
    try {
      const attendance = await recover(code);
      cameIn(attendance);
      toast("Welcome back.");
      route(`/c/${encodeURIComponent(attendance.slug)}`, true);
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form class="stack" onSubmit={comeBack}>
      <Field
        label="Recovery code"
        value={code}
        onInput={(typed) => {
          setMissing(false);
          setCode(typed);
        }}
        hint="Twelve letters and digits, in three groups: K7QX-…"
        error={missing ? "The code is missing." : wrong ? failure.detail : undefined}
        autocomplete="off"
        autoCapitalize="characters"
      />
      {failure !== null && !wrong && <ErrorNote error={failure} />}
      <Button type="submit" kind="primary" wide busy={busy}>
        Bring me back
      </Button>
      <p class="quiet small">
        No code at hand? An organiser who knows you can make a link that brings you back.
      </p>
    </form>
  );
}
