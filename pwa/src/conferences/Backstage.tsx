import { ErrorBoundary } from "preact-iso";
import { useEnded, useHere, useRole } from "../app/here";
import { part } from "../app/page";
import type { Schema } from "../contract/types";
import { State } from "../ui/State";
import { Line } from "./Line";

const ReportedMark = part(() => import("../moderation/Reported").then(({ ReportedMark }) => ReportedMark));

interface BackstageProps {
  /** Stories that await a decision. */
  waiting: number;
  /** Minutes that the longest has waited, where that is longer than anybody is to. */
  late: number | null;
  talks: readonly Schema<"TalkView">[];
}

/** The pages of hosts and organisers, which on a phone have no tab of their own. */
export function Backstage({ waiting, late, talks }: BackstageProps) {
  const { link } = useHere();
  const host = useRole("host");
  const organiser = useRole("organiser");
  const ended = useEnded();
  const on = talks.some(({ phase }) => phase !== "ended");
  if (!host) return null;
  return (
    <>
      <h2>Backstage</h2>
      <Line href={link("/host")} icon="host" label={on || ended ? "Table talks" : "Start a table talk"}>
        {on && <State word="On now" kind="next" />}
      </Line>
      {organiser && (
        <>
          <Line href={link("/review")} icon="review" label="Stories to review">
            <ErrorBoundary>
              <ReportedMark />
            </ErrorBoundary>
            {waiting > 0 && (
              <State
                word={`${waiting === 1 ? "1 waits" : `${waiting} wait`}${late === null ? "" : `, ${late} min`}`}
                kind={late === null ? "next" : "bad"}
              />
            )}
          </Line>
          <Line href={link("/people")} icon="people" label="People" />
          <Line href={link("/meeting")} icon="meet" label="Meeting" />
          <Line href={link("/network")} icon="connections" label="Network" />
          <Line href={link("/decks")} icon="feed" label="Cards for table talks" />
          <Line href={link("/settings")} icon="settings" label="Settings" />
        </>
      )}
      <Line href={link("/poster")} icon="door" label="Poster to let people in" />
      <Line href={link("/screen")} icon="screen" label="The big screen" />
    </>
  );
}
