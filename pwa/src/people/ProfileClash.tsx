import { useBackgrounds } from "../conferences/useBackgrounds";
import { ClashNotice } from "../ui/ClashNotice";
import { type Own, ownOf, type Profile } from "./profile";
import type { useProfile } from "./useProfile";
import { languageInWords, MATURITY, MOVES, POSITIONS, SKILLS } from "./words";

const NAMES: Readonly<Record<keyof Own, string>> = {
  name: "Name",
  backgrounds: "How you got in",
  organisation: "Organisation",
  position: "Job",
  years: "Years",
  languages: "Languages",
  strong: "Strong in",
  wanted: "Want to learn",
  move: "Your move",
  maturity: "Customer experience",
  open_to_colleagues: "Colleagues",
  link: "Link",
  shares: "What others see",
};

const SHARED: Readonly<Record<Own["shares"][number], string>> = {
  organisation: "organisation",
  position: "job",
  link: "link",
  wall: "name on the big screen",
};

interface ProfileClashProps {
  profile: Profile;
  my: ReturnType<typeof useProfile>;
}

/** An organiser, or oneself on another phone, changed the same of one's profile. */
export function ProfileClash({ profile, my }: ProfileClashProps) {
  const words = useWords();
  const there = ownOf(profile);
  return (
    <ClashNotice
      by="by an organiser or on another phone of yours"
      clashes={my.clashing.map((field) => ({
        name: NAMES[field],
        now: words(field, there),
        yours: words(field, my.view),
      }))}
      keepMine={my.keepMine}
      takeTheirs={my.takeTheirs}
    />
  );
}

function useWords(): (field: keyof Own, own: Own) => string {
  const { label } = useBackgrounds();
  return (field, own) => {
    switch (field) {
      case "backgrounds":
        return own.backgrounds.map(label).join(", ");
      case "languages":
        return own.languages.map(languageInWords).join(", ");
      case "strong":
      case "wanted":
        return own[field].map((skill) => SKILLS[skill]).join(", ") || "nothing";
      case "shares":
        return own.shares.map((one) => SHARED[one]).join(", ") || "your name alone";
      case "position":
        return own.position ? POSITIONS[own.position] : "not said";
      case "move":
        return own.move ? MOVES[own.move] : "neither";
      case "maturity":
        return own.maturity === null ? "not said" : (MATURITY[own.maturity - 1] ?? "");
      case "open_to_colleagues":
        return own.open_to_colleagues ? "suggested, too" : "not suggested";
      default:
        return String(own[field] ?? "not said");
    }
  };
}
