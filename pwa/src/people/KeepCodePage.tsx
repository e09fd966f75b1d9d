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

interface KeepCodePageProps {
  attendance: Attendance;
  /** They have come back by a link, which gave them a new code. */
  again?: boolean;
}

/** Shown once somebody is in: the code that brings them back. It is no condition: it can be found again. */
export function KeepCodePage({ attendance: { slug, name }, again = false }: KeepCodePageProps) {
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
      title={again ? "Welcome back" : "You are in"}
      act={
        <Button kind="primary" wide onClick={() => route(`/c/${encodeURIComponent(slug)}`, true)}>
          Go on
        </Button>
      }
    >
      <p class="lead">
        {again ? "You are yourself again at" : "Welcome to"} <bdi>{name}</bdi>.
      </p>
      <section class="stack">
        <h2>Keep this</h2>
        {code && (
          <>
            {again && <p>Your recovery code is a new one. The one you had works no more.</p>}
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
