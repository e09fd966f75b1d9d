import { useState } from "preact/hooks";
import { useEnded, useHere, useRole } from "../app/here";
import { EndedNotice } from "../conferences/EndedNotice";
import type { Schema } from "../contract/types";
import { useStream } from "../live/useStream";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { Icon } from "../ui/Icon";
import { Loaded } from "../ui/Loaded";
import { Page } from "../ui/Page";
import { State } from "../ui/State";
import "./console.css";
import { OpenTalkSheet } from "./OpenTalkSheet";
import { listedWords } from "./room";
import { openTalks } from "./store";
import { hereWords } from "./words";

/** The talks of the conference for those who conduct: open one, or go to one that is on. */
export default function HostPage() {
  const here = useHere();
  const host = useRole("host");
  const ended = useEnded();
  const talks = useStream(() => openTalks(here), `${here.slug}/talks`);
  const [opening, setOpening] = useState(false);

  if (!host) {
    return (
      <Page title="Host" back={here.link("")}>
        <Empty icon="host" title="This page is for hosts">
          <p>If you are to host a talk, ask an organiser for your link.</p>
        </Empty>
      </Page>
    );
  }
  return (
    <Page
      title="Host"
      back={here.link("")}
      act={
        !ended && (
          <Button kind="primary" wide onClick={() => setOpening(true)}>
            Open a talk
          </Button>
        )
      }
    >
      <EndedNotice />
      <Loaded stream={talks}>{(state) => <Talks talks={state.talks} />}</Loaded>
      <a class="talk-line" href={here.link("/tables")}>
        <Icon name="people" />
        <span>Tables that people started themselves: which are on, and closing one</span>
      </a>
      <a class="talk-line" href={here.link("/cards")}>
        <Icon name="table" />
        <span>Cards for the tables, to print: whoever scans one is in, and in the talk there</span>
      </a>
      <a class="talk-line" href={here.link("/screen")}>
        <Icon name="screen" />
        <span>The big screen: what it shows, and the key that blanks it</span>
      </a>
      <OpenTalkSheet
        open={opening}
        talks={talks.state.value?.talks ?? []}
        onClose={() => setOpening(false)}
      />
    </Page>
  );
}

function Talks({ talks }: { talks: readonly Schema<"TalkView">[] }) {
  const ended = useEnded();
  const on = talks.filter(({ phase }) => phase !== "ended");
  const over = talks.filter(({ phase }) => phase === "ended");
  return (
    <>
      {on.length > 0 && <TalkList title="On now" talks={on} />}
      {on.length === 0 && !ended && (
        <Empty icon="host" title="No talk is open">
          <p>
            Open one when people are near the tables. They say on their phones that they’re here, and you
            start.
          </p>
        </Empty>
      )}
      {over.length > 0 && <TalkList title="Earlier" talks={over} />}
    </>
  );
}

function TalkList({ title, talks }: { title: string; talks: readonly Schema<"TalkView">[] }) {
  const { link } = useHere();
  return (
    <section class="stack-tight">
      <h2>{title}</h2>
      <ul class="talk-list">
        {talks.map((talk) => (
          <li key={talk.id}>
            <a class="talk-line" href={link(`/host/${talk.id}`)}>
              <span>
                <strong dir="auto">{talk.title}</strong>
                <span class="quiet small">
                  {talk.deck_title} {talk.phase === "gathering" && `${hereWords(talk.here)}.`}
                </span>
              </span>
              <State word={listedWords(talk)} kind={talk.phase === "ended" ? "plain" : "next"} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
