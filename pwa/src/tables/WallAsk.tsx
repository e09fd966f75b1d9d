import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { request } from "../live/api";
import { useDraft } from "../live/drafts";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { toast } from "../ui/toast";
import { useAttempt } from "../ui/useAttempt";

/** Asks once whether the big screen may name somebody; whoever answers no, or nothing, is not named. */
export function WallAsk() {
  const here = useHere();
  const asked = useDraft(here.slug, "wall/asked", false);
  const { error, attempt } = useAttempt();
  const profile = here.me.state.value?.profile;
  if (!profile || asked.value || profile.shares.includes("wall")) return null;

  const agree = () =>
    attempt(async () => {
      const shares = [...profile.shares, "wall"];
      const body = { version: profile.version, shares };
      const answer = await request<Schema<"ProfileSnapshot">>("PATCH", here.path("/me"), body);
      here.me.amend((known) => ({ ...known, profile: answer.profile }));
      toast("The screen will show your name. Change that under “Me” at any time.");
    });

  return (
    <section class="card stack-tight">
      <h2>May the big screen show your name beside your table?</h2>
      <p class="quiet small">Only while the room looks for its tables. Your phone tells you in any case.</p>
      <div class="row">
        <Button onClick={agree}>Yes, show it</Button>
        <Button onClick={() => asked.set(true)}>No, my phone will do</Button>
      </div>
      {error !== null && <ErrorNote error={error} />}
    </section>
  );
}
