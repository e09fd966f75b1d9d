import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { cameIn } from "../app/attendances";
import { useFragment } from "../app/fragment";
import { DoorWords } from "../conferences/DoorWords";
import { ProblemError } from "../live/api";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { ErrorNote } from "../ui/ErrorNote";
import { Page } from "../ui/Page";
import { Skeleton } from "../ui/Skeleton";
import { toast } from "../ui/toast";
import { ComeIn } from "./ComeIn";
import { type Attendance, followLink, type LinkPreview, lookAtLink, type Newcomer } from "./door";
import { KeepCodePage } from "./KeepCodePage";
import { linkWords } from "./linkWords";

/** What a link would do, and the tap that does it. Opening the page uses nothing up: mail scanners open pages. */
export default function EnterPage() {
  const { route } = useLocation();
  const token = useFragment();
  const [preview, setPreview] = useState<LinkPreview | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [kept, setKept] = useState<{ attendance: Attendance; again: boolean } | null>(null);

  async function look(): Promise<void> {
    try {
      setPreview(await lookAtLink(token));
      setFailure(null);
    } catch (error) {
      setFailure(error);
    }
  }

  useEffect(() => {
    setPreview(null);
    setFailure(null);
    if (token) void look();
  }, [token]);

  async function follow(newcomer?: Newcomer): Promise<void> {
    if (!preview) return;
    const { kind, role, joined } = preview;
    const attendance = await followLink(token, newcomer);
    cameIn(attendance);
    const home = `/c/${encodeURIComponent(attendance.slug)}`;
    if (kind === "screen") route(`${home}/screen`, true);
    else if (kind === "recovery" || !joined) setKept({ attendance, again: kind === "recovery" });
    else {
      toast(role === "organiser" ? "You are an organiser now." : "You are a host now.");
      route(home, true);
    }
  }

  if (kept) return <KeepCodePage {...kept} />;
  if (!token || (failure instanceof ProblemError && failure.code === "link-unknown")) return <NoSuchLink />;
  if (!preview) {
    return (
      <Page title="One moment" back="/">
        {failure === null ? <Skeleton /> : <ErrorNote error={failure} retry={look} />}
      </Page>
    );
  }
  return preview.used ? <UsedLink preview={preview} /> : <Link preview={preview} follow={follow} />;
}

interface LinkProps {
  preview: LinkPreview;
  follow: (newcomer?: Newcomer) => Promise<void>;
}

function Link({ preview, follow }: LinkProps) {
  const [failure, setFailure] = useState<unknown>(null);
  const words = linkWords(preview);
  const asksForName = preview.kind === "role" && !preview.joined;

  async function tap(): Promise<void> {
    setFailure(null);
    try {
      await follow();
    } catch (error) {
      setFailure(error);
    }
  }

  return (
    <Page
      title={words.title}
      back="/"
      act={
        !asksForName && (
          <Button kind="primary" wide onClick={tap}>
            {words.tap}
          </Button>
        )
      }
    >
      <div class="stack-tight">
        <p>
          <strong dir="auto">{preview.name}</strong>
        </p>
        {words.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      {asksForName && (
        <>
          <DoorWords {...preview} />
          <ComeIn conference={preview.conference} backgrounds={preview.backgrounds} come={follow} />
        </>
      )}
      {failure !== null && <ErrorNote error={failure} />}
    </Page>
  );
}

function UsedLink({ preview }: { preview: LinkPreview }) {
  return (
    <Page title={preview.name} back="/">
      <Empty icon="connections" title="This link has been used">
        <p>A link works for one person, and somebody was faster. Ask an organiser for one of your own.</p>
        {preview.joined ? (
          <Button kind="primary" href={`/c/${encodeURIComponent(preview.conference)}`}>
            Go to the conference
          </Button>
        ) : (
          <Button href="/back">I was here before</Button>
        )}
      </Empty>
    </Page>
  );
}

function NoSuchLink() {
  return (
    <Page title="Your link" back="/">
      <Empty icon="connections" title="This link opens nothing">
        <p>It may be too old, or a part of it was lost on its way. Ask an organiser for a new one.</p>
        <Button href="/">Your conferences</Button>
      </Empty>
    </Page>
  );
}
