import { useEffect, useRef } from "preact/hooks";
import { sayDay } from "../conferences/days";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { CopyButton } from "../ui/CopyButton";
import "./link.css";
import type { NewLink } from "./requests";

interface LinkCardProps {
  link: NewLink;
  title: string;
  hint: string;
  /** Whom it is for. */
  who?: string;
}

/** A link just made: to scan, to copy, to share. It is shown this once, and comes into sight by itself. */
export function LinkCard({ link: { link, qr, expires_at }, title, hint, who = "one person" }: LinkCardProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.parentElement?.scrollIntoView({ block: "nearest" });
  }, []);

  return (
    <Card as="section" label={title}>
      <h3 ref={heading} class="link-title" tabIndex={-1} dir="auto">
        {title}
      </h3>
      <img class="qr" src={`data:image/svg+xml,${encodeURIComponent(qr)}`} alt="The link as a QR code" />
      <p class="link-words small" dir="ltr">
        {link}
      </p>
      <div class="row">
        <CopyButton text={link} label="Copy the link" />
        {"share" in navigator && (
          <Button onClick={() => navigator.share({ title, url: link }).catch(() => {})}>Share</Button>
        )}
      </div>
      <p class="quiet small">
        {hint} For {who}, until {sayDay(expires_at.slice(0, 10))}.
      </p>
    </Card>
  );
}
