import { useState } from "preact/hooks";
import { useHere } from "../app/here";
import { Button } from "../ui/Button";
import { Choice } from "../ui/Choice";
import { ErrorNote } from "../ui/ErrorNote";
import { State } from "../ui/State";
import { useAttempt } from "../ui/useAttempt";
import { type Trial, tryNetwork } from "./requests";
import { outcome } from "./words";

const SIZES = [50, 200, 500];

/** Tries the server out with simulated phones; no real one notices. `most` is how many it simulates. */
export function TryOut({ most }: { most: number }) {
  const here = useHere();
  const sizes = SIZES.filter((size) => size <= most);
  const [phones, setPhones] = useState(200);
  const [trial, setTrial] = useState<Trial | null>(null);
  const { error, busy, attempt } = useAttempt();

  async function tryOut() {
    setTrial(null);
    await attempt(async () => setTrial(await tryNetwork(here, phones)));
  }

  return (
    <section class="stack" aria-labelledby="network-trial">
      <h2 id="network-trial">Try it out</h2>
      <p>
        The server connects simulated phones to itself, tells them something, and measures how long that
        takes. It tries out the server, not the Wi-Fi, and no real phone hears of it. Best before the doors
        open.
      </p>
      <Choice
        legend="Simulated phones"
        options={sizes.map((size) => ({ value: String(size), label: String(size) }))}
        value={String(phones)}
        onChange={(value) => setPhones(Number(value))}
      />
      <div class="row">
        <Button kind="primary" busy={busy} onClick={tryOut}>
          Try with {phones} phones
        </Button>
      </div>
      {error !== null && <ErrorNote error={error} />}
      <div role="status" class="stack-tight">
        {busy && <p>Trying. This takes up to half a minute.</p>}
        {trial && <Outcome trial={trial} />}
      </div>
    </section>
  );
}

function Outcome({ trial }: { trial: Trial }) {
  const { well, said } = outcome(trial);
  return (
    <>
      <State word={well ? "All is well" : "Not all is well"} kind={well ? "good" : "bad"} />
      {said.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </>
  );
}
