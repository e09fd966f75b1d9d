import { useRole } from "../app/here";
import type { Schema } from "../contract/types";
import { Missing, useNeeds } from "../people/WhatPeopleNeed";
import { OwnWords } from "./OwnWords";
import { WriteInstead } from "./WriteInstead";

// Fetched with this one: fewer chunks for every first screen to name.
export { RoomView } from "./RoomView";
export { TalkSummary } from "./TalkSummary";

/** What a host can do to the tables besides the clock and the chairs: let them write, ask them something. */
export function EveryTable({ state }: { state: Schema<"RoomSnapshot"> }) {
  return (
    <>
      {useRole("organiser") && <Lacking moment={`${state.talk.round} ${state.talk.phase}`} />}
      <div class="row">
        <WriteInstead state={state} />
        <OwnWords talk={state.talk} />
      </div>
    </>
  );
}

/** What the room does not offer to those who need it: for organisers, who may know. */
function Lacking({ moment }: { moment: string }) {
  return <Missing list={useNeeds(moment).list} />;
}
