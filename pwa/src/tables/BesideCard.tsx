import { ErrorBoundary } from "preact-iso";
import { useHere } from "../app/here";
import { part } from "../app/page";
import type { Schema } from "../contract/types";
import { StoryText } from "../stories/StoryText";
import { Notice } from "../ui/Notice";

const ReportFold = part(() => import("../moderation/ReportForm").then(({ ReportFold }) => ReportFold));

/** What is not at every table: the whole story whose beginning is the card, and that it is quiet here. */
export function BesideCard({ table: { story, quiet } }: { table: Schema<"TableView"> }) {
  return (
    <>
      {story && <StoryOnTable story={story} />}
      {quiet && (
        <Notice>
          <p>This is the quiet table: soft voices, one at a time. Phones make no sound here.</p>
        </Notice>
      )}
    </>
  );
}

function StoryOnTable({ story }: { story: Schema<"StoryCard"> }) {
  const mine = story.author.id === useHere().personId;
  return (
    <details class="card">
      <summary>
        {mine ? "Your story" : <bdi>{story.author.name}’s story</bdi>}, <u>read it whole</u>
      </summary>
      {mine && (
        <p class="quiet small">
          You let it come up as a card. Take it off if this is not the moment; nobody is told.
        </p>
      )}
      <StoryText {...story} />
      {!mine && (
        <ErrorBoundary>
          <ReportFold kind="story" subject={story.id} label="Report this story" />
        </ErrorBoundary>
      )}
    </details>
  );
}
