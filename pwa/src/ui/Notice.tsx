import type { ComponentChildren } from "preact";

interface NoticeProps {
  children: ComponentChildren;
  /** `next` asks for something, `good` has gone well, `bad` has not, `plain` just says. */
  kind?: "plain" | "next" | "good" | "bad";
  /** Read out when it appears. */
  live?: boolean;
}

/** A paragraph that stands out in the page, for what lasts. What passes is a toast. */
export function Notice({ children, kind = "plain", live = false }: NoticeProps) {
  return (
    <div class={`notice notice-${kind}`} role={live ? (kind === "bad" ? "alert" : "status") : undefined}>
      {children}
    </div>
  );
}
