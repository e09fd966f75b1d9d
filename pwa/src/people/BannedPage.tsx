import { useEffect, useState } from "preact/hooks";
import { useRoute } from "preact-iso";
import { refreshAttendances } from "../app/attendances";
import { closeHere } from "../app/here";
import { sayDay } from "../conferences/days";
import type { Schema } from "../contract/types";
import { inConference, ProblemError, request } from "../live/api";
import { forgetWords } from "../live/forgetting";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { Notice } from "../ui/Notice";
import { Page } from "../ui/Page";
import { Skeleton } from "../ui/Skeleton";
import { useAttempt } from "../ui/useAttempt";
import { Appeal } from "./Appeal";

type Ban = Schema<"OwnBan">;

const ASK_MS = 20_000;

/** For somebody who is banned: why, what they can answer, and what becomes of what they left. */
export default function BannedPage() {
  const { slug = "" } = useRoute().params;
  const [ban, setBan] = useState<Ban | null>(null);
  const { error, attempt } = useAttempt();

  async function load(): Promise<void> {
    if (await attempt(ask)) return;
    await refreshAttendances(); // perhaps one is not in any more
  }

  async function ask(): Promise<void> {
    try {
      setBan(await request<Ban>("GET", inConference(slug, "/ban")));
    } catch (problem) {
      if (problem instanceof ProblemError && problem.status === 404) closeHere(); // lifted: all is asked for anew
      throw problem;
    }
  }

  useEffect(() => void forgetWords(slug).catch(() => {}), [slug]);

  useEffect(() => {
    void load();
    const timer = setInterval(load, ASK_MS);
    return () => clearInterval(timer);
  }, [slug]);

  if (!ban) {
    return (
      <Page title="One moment">
        {error === null ? <Skeleton /> : <ErrorNote error={error} retry={() => location.reload()} />}
      </Page>
    );
  }
  return (
    <Page title={ban.name}>
      <h2>You are banned from this conference</h2>
      <p>An organiser wrote to you:</p>
      <Notice>
        <p dir="auto">{ban.words}</p>
      </Notice>
      <Appeal
        appeal={ban.appeal}
        answer={ban.appeal_answer}
        send={async (words) =>
          setBan(await request<Ban>("PUT", inConference(slug, "/ban/appeal"), { words }))
        }
      />
      <p class="quiet">
        Nothing of yours is shown to anybody. Everything is deleted on {sayDay(ban.deletes_on)}; if you want
        yours deleted sooner, say so to {ban.run_by}.
      </p>
      <Button href="/">Your conferences</Button>
    </Page>
  );
}
