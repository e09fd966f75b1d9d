import { ErrorBoundary } from "preact-iso";
import { part } from "../app/page";
import type { ReportKind } from "../moderation/reports";
import { Sheet } from "../ui/Sheet";

const ReportForm = part(() => import("../moderation/ReportForm").then(({ ReportForm }) => ReportForm));

interface ReportSheetProps {
  kind: ReportKind;
  /** The id of what somebody wrote; null while nothing is chosen. */
  subject: string | null;
  onClose: () => void;
}

/** Asks why, before what somebody wrote at a table goes to the organisers. */
export function ReportSheet({ kind, subject, onClose }: ReportSheetProps) {
  return (
    <Sheet open={subject !== null} title="Report this" onClose={onClose}>
      <ErrorBoundary>{subject !== null && <ReportForm kind={kind} subject={subject} />}</ErrorBoundary>
    </Sheet>
  );
}
