import { useRef } from "preact/hooks";
import { useBackgrounds } from "../conferences/useBackgrounds";
import { BackgroundIcon } from "../ui/BackgroundIcon";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { State } from "../ui/State";
import "./door.css";
import type { ProfileFieldsProps } from "./ProfileFields";
import { MOST_BACKGROUNDS } from "./profile";

/** How one got in: one way or several, the first of which leads. */
export function BackgroundsField({ view, change, flaw }: ProfileFieldsProps) {
  const { offered, label } = useBackgrounds();
  const adding = useRef<HTMLDetailsElement>(null);
  const mine = view.backgrounds;
  const others = offered.filter(({ key }) => !mine.includes(key));

  function add(key: string) {
    change("backgrounds", [...mine, key]);
    if (adding.current) adding.current.open = false;
    adding.current?.querySelector("summary")?.focus();
  }

  function up(index: number) {
    const moved = [...mine];
    moved.splice(index - 1, 0, ...moved.splice(index, 1));
    change("backgrounds", moved);
  }

  return (
    <fieldset class="ways">
      <legend>How you got in</legend>
      <ol class="my-ways">
        {mine.map((key, index) => (
          <li key={key}>
            <BackgroundIcon background={key} />
            <span class="my-way" dir="auto">
              {label(key)}
            </span>
            {index === 0 ? (
              mine.length > 1 && <State word="Leads" kind="next" />
            ) : (
              <Button kind="text" label={`Move up: ${label(key)}`} onClick={() => up(index)}>
                <Icon name="up" />
              </Button>
            )}
            {mine.length > 1 && (
              <Button
                kind="text"
                label={`Take away: ${label(key)}`}
                onClick={() =>
                  change(
                    "backgrounds",
                    mine.filter((one) => one !== key),
                  )
                }
              >
                <Icon name="close" />
              </Button>
            )}
          </li>
        ))}
      </ol>
      <span class="field-error" aria-live="polite">
        {flaw("backgrounds")}
      </span>
      {mine.length < MOST_BACKGROUNDS && others.length > 0 && (
        <details ref={adding}>
          <summary>Add another way</summary>
          <ul>
            {others.map(({ key, label: words }) => (
              <li key={key}>
                <button type="button" class="way" onClick={() => add(key)}>
                  <BackgroundIcon background={key} />
                  <span dir="auto">{words}</span>
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </fieldset>
  );
}
