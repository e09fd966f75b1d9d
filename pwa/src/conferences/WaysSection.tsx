import { useState } from "preact/hooks";
import { BackgroundIcon } from "../ui/BackgroundIcon";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { SettingsSection } from "./SettingsSection";
import type { Conference } from "./settings";
import { useSection } from "./useSection";
import { WayLine } from "./WayLine";
import { broughtBack, MOST_WAYS, moved, renamed, sortWays, withoutWay, withWay } from "./ways";

/** The ways into the industry that people choose from: their words, their order, and which are offered. */
export function WaysSection({ conference }: { conference: Conference }) {
  const my = useSection("ways", conference, ["backgrounds"]);
  const [said, setSaid] = useState("");
  const ways = my.view.backgrounds;
  const { offered, kept } = sortWays(ways);

  function move(key: string, by: -1 | 1) {
    const next = moved(ways, key, by);
    my.change("backgrounds", next);
    const place = next.findIndex((way) => way.key === key) + 1;
    setSaid(`${next[place - 1]?.label}: ${place} of ${offered.length}.`);
  }

  function take(key: string, label: string) {
    my.change("backgrounds", withoutWay(ways, key, conference.backgrounds));
    setSaid(`${label}: not offered any more, once you save.`);
  }

  return (
    <SettingsSection
      title="Ways into the industry"
      hint="What people choose from when they come in. Open one to put it otherwise, move it or take it away; what somebody has chosen stays theirs."
      my={my}
    >
      <ol class="ways-in">
        {offered.map((way, index) => (
          <WayLine
            key={way.key}
            way={way}
            first={index === 0}
            last={index === offered.length - 1}
            error={my.flaw(`backgrounds.${ways.indexOf(way)}.label`)}
            rename={(label) => my.change("backgrounds", renamed(ways, way.key, label))}
            move={(by) => move(way.key, by)}
            take={() => take(way.key, way.label)}
          />
        ))}
      </ol>
      <span class="unseen" role="status">
        {said}
      </span>
      <span class="field-error" aria-live="polite">
        {my.flaw("backgrounds")}
      </span>
      {ways.length < MOST_WAYS ? (
        <NewWay add={(label) => my.change("backgrounds", withWay(ways, label))} />
      ) : (
        <p class="quiet small">There are {MOST_WAYS}, which is as many as there can be.</p>
      )}
      {kept.length > 0 && (
        <details>
          <summary>Not offered any more</summary>
          <ul class="ways-in">
            {kept.map(({ key, label }) => (
              <li key={key} class="way-kept">
                <BackgroundIcon background={key} />
                <span class="way-words" dir="auto">
                  {label}
                </span>
                <Button
                  label={`Offer again: ${label}`}
                  onClick={() => my.change("backgrounds", broughtBack(ways, key))}
                >
                  Offer again
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </SettingsSection>
  );
}

function NewWay({ add }: { add: (label: string) => void }) {
  const [typed, setTyped] = useState("");

  function addIt() {
    if (typed.trim() === "") return;
    add(typed.trim());
    setTyped("");
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Return in the field adds, and leaves the form as it is
    <div
      class="way-new"
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.target instanceof HTMLButtonElement) return;
        event.preventDefault();
        addIt();
      }}
    >
      <Field label="Another way" value={typed} onInput={setTyped} autocomplete="off" />
      <Button disabled={typed.trim() === ""} onClick={addIt}>
        Add
      </Button>
    </div>
  );
}
