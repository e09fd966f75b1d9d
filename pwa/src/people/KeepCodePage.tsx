import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { Schema } from "../contract/types";
import { inConference, request } from "../live/api";
import { Button } from "../ui/Button";
import { CopyButton } from "../ui/CopyButton";
import { Page } from "../ui/Page";
import { Skeleton } from "../ui/Skeleton";
import "./door.css";
import type { Attendance } from "./door";

/** Shown once somebody is in: the code that brings them back. It is no condition: it can be found again. */
export function KeepCodePage({ attendance: { slug, name } }: { attendance: Attendance }) {
  const { route } = useLocation();
  const [code, setCode] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    request<Schema<"RecoveryCode">>("GET", inConference(slug, "/me/recovery")).then(
      (answer) => setCode(answer.code),
      () => setFailed(true),
    );
  }, [slug]);

  return (
    <Page
      title="You are in"
      act={
        <Button kind="primary" wide onClick={() => route(`/c/${encodeURIComponent(slug)}`, true)}>
          Go on
        </Button>
      }
    >
      <p class="lead">
        Welcome to <bdi>{name}</bdi>.
      </p>
      <section class="stack">
        <h2>Keep this</h2>
        {code && (
          <>
            <p>
              There is no password. If this phone is lost, or its browser is cleared, this code brings you
              back on any other:
            </p>
            <p class="kept-code figures" role="status">
              {code}
            </p>
            <div class="row">
              <CopyButton text={code} label="Copy the recovery code" />
            </div>
            <p class="quiet small">Or take a picture of the screen. It is also under “Me”.</p>
          </>
        )}
        {failed && <p>Your recovery code could not be fetched just now. You find it under “Me”.</p>}
        {!code && !failed && <Skeleton lines={2} />}
      </section>
    </Page>
  );
}
