import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { Icon } from "../ui/Icon";
import { Notice } from "../ui/Notice";
import { TableMark } from "../ui/TableMark";
import { minutesInAll } from "./view";
import { WallAsk } from "./WallAsk";
import { hereWords } from "./words";

interface GatheringProps {
  talk: Schema<"TalkView">;
  here: boolean;
}

/** Before the start: how many are here, and what will happen. */
export function Gathering({ talk, here }: GatheringProps) {
  const { link } = useHere();
  return (
    <>
      {here && (
        <Notice kind="good">
          <p>
            <strong>You’re in.</strong> Stay close: your table comes up here by itself when the host starts.
          </p>
        </Notice>
      )}
      <p class="count">
        <span class="marks" aria-hidden="true">
          {[1, 2, 3, 4].map((number) => (
            <TableMark key={number} number={number} />
          ))}
        </span>
        <span class="figures">{hereWords(talk.here)}</span>
      </p>
      {here && <WallAsk />}
      <section class="stack-tight">
        <h2>What will happen</h2>
        <ol class="steps">
          <li>The host starts, and this phone shows your table: a number, a colour and a shape.</li>
          <li>
            You sit with {talk.size === 2 ? "somebody worth meeting" : `${talk.size - 1} others`} and talk for{" "}
            {talk.minutes} minutes. A card on the phone gives you something to start from; passing is fine.
          </li>
          <li>
            {talk.rounds === 1
              ? "At the end you see whom you sat with, and can keep in touch."
              : `${talk.mode === "hosts-stay" ? "Then all but the hosts" : "Then you"} move to new people: ${talk.rounds} rounds, about ${minutesInAll(talk)} minutes in all. At the end you see whom you sat with.`}
          </li>
        </ol>
      </section>
      {here && (
        <>
          <a class="aside-link" href={link("/story")}>
            <Icon name="story" />
            Meanwhile, tell how you got in: your table will see how your story begins.
          </a>
          <a class="aside-link" href={link("/profile#needs")}>
            <Icon name="table" />
            Do you need a step-free or a quiet table, or a chair for an interpreter? Say so under “Me”.
          </a>
        </>
      )}
    </>
  );
}
