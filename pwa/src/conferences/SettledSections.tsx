import { FlagsSection } from "../moderation/FlagsSection";
import { LanguagesSection } from "./LanguagesSection";
import { MeetingPlacesSection } from "./MeetingPlacesSection";
import { ReviewSection } from "./ReviewSection";
import type { Conference } from "./settings";
import { WaysSection } from "./WaysSection";

/** What is settled before the day, and seldom touched on it: fetched when the page has drawn the rest. */
export function SettledSections({ conference }: { conference: Conference }) {
  return (
    <>
      <ReviewSection conference={conference} />
      <FlagsSection />
      <MeetingPlacesSection conference={conference} />
      <WaysSection conference={conference} />
      <LanguagesSection conference={conference} />
    </>
  );
}
