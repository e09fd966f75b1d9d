import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { useHere } from "../app/here";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import "./openTables.css";

/** For whoever was told the word of a table. `tried`: what led nowhere, to be mended. */
export function TypedWord({ tried = "" }: { tried?: string }) {
  const { link } = useHere();
  const { route } = useLocation();
  const [typed, setTyped] = useState(tried);
  const word = typed.trim();

  function go(event: Event) {
    event.preventDefault();
    if (word && word !== tried) route(link(`/t/${encodeURIComponent(word)}`));
  }

  return (
    <form class="open-word" onSubmit={go}>
      <Field label="A word you were told" value={typed} onInput={setTyped} autocomplete="off" />
      <Button type="submit" disabled={word === "" || word === tried}>
        Sit down
      </Button>
    </form>
  );
}
