import { useHere } from "../app/here";
import { serverNow } from "../live/clock";
import { Notice } from "../ui/Notice";
import { overdue } from "./claims";
import type { ReviewCard } from "./requests";

/** Says once that somebody has waited longer than anybody is to, as the settings have it. */
export function Alarm({ reviews }: { reviews: readonly ReviewCard[] }) {
  const within = useHere().conference.state.value?.conference.review_within;
  if (within === undefined || overdue(reviews, within, serverNow()) === null) return null;
  return (
    <Notice kind="next" live>
      <p>
        Somebody has waited longer than {within === 1 ? "a minute" : `${within} minutes`}. They stand at the
        top.
      </p>
    </Notice>
  );
}
