import { ErrorBoundary } from "preact-iso";
import { part } from "../app/page";
import type { Refused } from "./refusals";

const Why = part(() => import("./Why").then(({ Why }) => Why));

interface MeansProps {
  means: string;
  why?: Refused | undefined;
}

/** What it means for its author how something stands; of a refusal first of all why. */
export function Means({ means, why }: MeansProps) {
  return (
    <>
      {why && (
        <ErrorBoundary>
          <Why {...why} />{" "}
        </ErrorBoundary>
      )}
      {means}
    </>
  );
}
