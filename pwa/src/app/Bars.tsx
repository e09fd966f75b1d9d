import { StopBar } from "../conferences/StopBar";
import { MutedBar } from "../people/MutedBar";
import { useHere, useRole } from "./here";

/** What some people are told on every page: that they are muted, or that publication is stopped. */
export function Bars() {
  const profile = useHere().me.state.value?.profile;
  const host = useRole("host");
  return (
    <>
      {profile?.muted && <MutedBar profile={profile} />}
      {host && <StopBar />}
    </>
  );
}
