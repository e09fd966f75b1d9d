import { useHere } from "../app/here";
import { Notice } from "../ui/Notice";
import { sayDay } from "./days";

/** Says, once the conference has ended, how long what is here stays; nothing before. */
export function EndedNotice() {
  const conference = useHere().conference.state.value?.conference;
  if (!conference?.ended) return null;
  return (
    <Notice>
      <p>
        <bdi>{conference.name}</bdi> has ended. What is here stays until {sayDay(conference.deletes_on)}, then
        all of it is deleted.
      </p>
    </Notice>
  );
}
