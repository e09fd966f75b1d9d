import { useHere } from "../app/here";
import { serverNow } from "../live/clock";
import { useStream } from "../live/useStream";
import { openMeet } from "./meetStore";
import { somebody } from "./somebody";
import { spoken } from "./words";

/** Whom one might meet instead, and why; nothing where there is nobody, or no signal to ask. */
export function NextBest() {
  const here = useHere();
  const meet = useStream(() => openMeet(here), `${here.slug}/${here.personId}`);
  const next = meet.state.value && somebody(meet.state.value, serverNow());
  if (!next) return null;
  return (
    <span class="next-best">
      {next.waved ? "Waved at you: " : "You could meet "}
      <strong>
        <bdi>{next.name}</bdi>
      </strong>
      . {next.reason && spoken(next.reason)}
    </span>
  );
}
