import { useBackgrounds } from "../conferences/useBackgrounds";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { type Own, ownOf, type Profile } from "./profile";
import type { useProfile } from "./useProfile";
import { languageInWords, POSITIONS, SKILLS } from "./words";

const NAMES: Readonly<Record<keyof Own, string>> = {
  name: "Name",
  backgrounds: "How you got in",
  organisation: "Organisation",
  position: "Job",
  years: "Years",
  languages: "Languages",
  strong: "Strong in",
  wanted: "Want to learn",
  link: "Link",
  shares: "What contacts see",
};

interface ClashNoticeProps {
  profile: Profile;
  my: ReturnType<typeof useProfile>;
}

/** Somebody else changed the same thing: an organiser, or oneself on another phone. Neither is lost before one chooses. */
export function ClashNotice({ profile, my }: ClashNoticeProps) {
  const words = useWords();
  if (my.clashing.length === 0) return null;
  const there = ownOf(profile);
  return (
    <Notice kind="next" live>
      <p>This was changed meanwhile, by an organiser or on another phone of yours. Which shall stay?</p>
      <ul class="clashes">
        {my.clashing.map((field) => (
          <li key={field}>
            <strong>{NAMES[field]}</strong>
            <span>
              Now: <bdi>{words(field, there)}</bdi>
            </span>
            <span>
              Yours: <bdi>{words(field, my.view)}</bdi>
            </span>
          </li>
        ))}
      </ul>
      <div class="row">
        <Button onClick={my.keepMine}>Keep mine</Button>
        <Button onClick={my.takeTheirs}>Leave it as it is now</Button>
      </div>
    </Notice>
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
        return own.shares.join(", ") || "your name alone";
      case "position":
        return own.position ? POSITIONS[own.position] : "not said";
      default:
        return String(own[field] ?? "not said");
    }
  };
}
