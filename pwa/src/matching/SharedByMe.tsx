import { useHere } from "../app/here";
import { sharedWords } from "./shared";

/** What those one is connected with see of oneself, and where to change it. */
export function SharedByMe() {
  const { me, link } = useHere();
  const profile = me.state.value?.profile;
  if (!profile) return null;
  return (
    <p class="quiet">
      {sharedWords(profile)} <a href={link("/profile")}>Change what you share</a>
    </p>
  );
}
