import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { cameIn } from "../app/attendances";
import { useFragment } from "../app/fragment";
import { ProblemError } from "../live/api";
import { ComeIn } from "../people/ComeIn";
import { type Attendance, type Door, join, type Key, keyIn, lookIn, type Newcomer } from "../people/door";
import { KeepCodePage } from "../people/KeepCodePage";
import { ErrorNote } from "../ui/ErrorNote";
import { Page } from "../ui/Page";
import { Skeleton } from "../ui/Skeleton";
import { CodePage } from "./CodePage";
import { DoorWords } from "./DoorWords";
import { ShutDoor } from "./ShutDoor";

/** The way in: a code or a scanned token opens the door, a name and one tap go through it. */
export default function JoinPage() {
  const { route } = useLocation();
  const fragment = useFragment();
  const key = keyIn(fragment);
  const [door, setDoor] = useState<Door | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [attendance, setAttendance] = useState<Attendance | null>(null);

  async function look(with_: Key): Promise<void> {
    try {
      const found = await lookIn(with_);
      if (found.joined) route(`/c/${encodeURIComponent(found.slug)}`, true);
      else setDoor(found);
      setFailure(null);
    } catch (error) {
      setFailure(error);
    }
  }

  useEffect(() => {
    setDoor(null);
    setFailure(null);
    if (key) void look(key);
  }, [fragment]);

  async function come(newcomer: Newcomer): Promise<void> {
    if (!key) return;
    try {
      const came = await join(key, newcomer);
      cameIn(came);
      setAttendance(came);
    } catch (error) {
      if (error instanceof ProblemError && error.code === "joining-closed") await look(key);
      throw error;
    }
  }

  const typed = key !== null && "code" in key;
  const refused =
    failure instanceof ProblemError && (failure.code === "wrong-code" || (typed && failure.status === 429));
  if (attendance) return <KeepCodePage attendance={attendance} />;
  if (!key || refused) {
    return <CodePage tried={key} problem={refused ? failure.detail : undefined} again={look} />;
  }
  if (!door) {
    return (
      <Page title="One moment" back="/">
        {failure === null ? <Skeleton /> : <ErrorNote error={failure} retry={() => look(key)} />}
      </Page>
    );
  }
  if (door.ended || door.joining === "closed") return <ShutDoor door={door} again={() => look(key)} />;
  return (
    <Page title={door.name}>
      <DoorWords {...door} />
      <ComeIn conference={door.slug} backgrounds={door.backgrounds} come={come} />
    </Page>
  );
}
