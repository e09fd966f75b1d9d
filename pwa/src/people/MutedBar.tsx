import { useHere } from "../app/here";
import { request } from "../live/api";
import { Notice } from "../ui/Notice";
import { Appeal } from "./Appeal";
import type { Profile } from "./profile";
import "./muted.css";

/** On every page of somebody who is muted: that they are, why, and what they can answer. */
export function MutedBar({ profile }: { profile: Profile }) {
  const here = useHere();

  async function send(words: string): Promise<void> {
    const answered = await request<Profile>("PUT", here.path("/me/appeal"), { words });
    here.me.amend((known) => ({ ...known, profile: answered }));
  }

  const { muted_because, appeal, appeal_answer } = profile;
  return (
    <section class="muted-bar" aria-label="Muted">
      <Notice kind="bad">
        <details>
          <summary>
            <span role="alert">
              <strong>You are muted.</strong>{" "}
              {appeal_answer === null
                ? `Nothing new you write reaches anybody. ${appeal === null ? "Read why, and answer." : "Read why."}`
                : "An organiser wrote back to you."}
            </span>
          </summary>
          <div class="stack">
            {muted_because && (
              <>
                <p>An organiser wrote to you:</p>
                <blockquote dir="auto">{muted_because}</blockquote>
              </>
            )}
            <p>
              You read, sit and talk like everybody, and what you wrote before stays. Others are not told.
            </p>
            <Appeal appeal={appeal} answer={appeal_answer} send={send} />
          </div>
        </details>
      </Notice>
    </section>
  );
}
