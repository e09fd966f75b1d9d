import { useState } from "preact/hooks";
import { serverNow } from "../live/clock";
import { Ago } from "./Ago";
import { BackgroundIcon } from "./BackgroundIcon";
import { Button } from "./Button";
import { Card } from "./Card";
import { Choice, Choices } from "./Choice";
import { Empty } from "./Empty";
import { ErrorNote } from "./ErrorNote";
import { Field } from "./Field";
import { tableWords } from "./marks";
import { Nav } from "./Nav";
import { Notice } from "./Notice";
import { Page } from "./Page";
import { PersonLine } from "./PersonLine";
import { Ring } from "./Ring";
import { Sheet } from "./Sheet";
import { Skeleton } from "./Skeleton";
import { TableMark } from "./TableMark";
import { toast } from "./toast";

const BACKGROUNDS = [
  ["agent", "Came up from the phones"],
  ["part-time", "A part-time job that stuck"],
  ["referral", "A friend’s referral"],
  ["transfer", "Management transfer"],
  ["acquisition", "Acquisition or merger"],
  ["turnaround", "Brought in to fix a centre"],
  ["finance", "Across from finance"],
  ["it", "IT or telecoms"],
  ["hr", "HR or training"],
  ["sales", "Sales or marketing"],
  ["frontline", "Retail, hospitality, travel"],
  ["vendor", "Vendor or outsourcer"],
  ["other", "Some other way"],
] as const;

type Background = (typeof BACKGROUNDS)[number][0];

const NAV = [
  { href: "/ui", label: "Now", icon: "home" },
  { href: "/ui/feed", label: "Stories", icon: "feed", count: 3 },
  { href: "/ui/meet", label: "Meet", icon: "meet" },
  { href: "/ui/contacts", label: "Contacts", icon: "connections" },
  { href: "/ui/me", label: "Me", icon: "profile" },
] as const;

const MORE = [{ href: "/ui/host", label: "Host", icon: "host" }] as const;

const STORY =
  "I only meant to stay until the summer. They needed somebody on the phones for six weeks, and nobody told me " +
  "that six weeks would turn into nineteen years.";

const opened = serverNow();

/** Every component on one page, to look at while developing. Not in the production build. */
export default function GalleryPage() {
  const [name, setName] = useState("");
  const [text, setText] = useState(STORY);
  const [background, setBackground] = useState<Background | null>("agent");
  const [skills, setSkills] = useState<string[]>(["people"]);
  const [sheet, setSheet] = useState(false);

  return (
    <div class="with-nav">
      <Page
        title="Everything on the shelf"
        back="/"
        aside={<Button kind="text">Skip</Button>}
        act={
          <Button kind="primary" wide onClick={() => setSheet(true)}>
            The one thing to do
          </Button>
        }
      >
        <section class="stack">
          <h2>Ask</h2>
          <Field
            label="Your name"
            value={name}
            onInput={setName}
            hint="As on your badge"
            autocomplete="name"
          />
          <Field
            label="Your story"
            value={text}
            onInput={setText}
            multiline
            min={20}
            max={140}
            error="A little shorter, please."
          />
          <Choice
            legend="How did you get in?"
            hint="One tap. You can change it later."
            value={background}
            onChange={setBackground}
            options={BACKGROUNDS.map(([value, label]) => ({
              value,
              label,
              icon: <BackgroundIcon background={value} />,
            }))}
          />
          <Choices
            legend="What I am strong in"
            values={skills}
            onChange={setSkills}
            options={["operations", "people", "finance", "customer"].map((value) => ({
              value,
              label: value,
            }))}
          />
          <div class="row">
            <Button onClick={() => new Promise((resolve) => setTimeout(resolve, 1500))}>Takes a while</Button>
            <Button
              kind="danger"
              onClick={() => toast("Story withdrawn.", { undo: () => toast("It is back.") })}
            >
              Withdraw
            </Button>
            <Button disabled>Not now</Button>
          </div>
        </section>

        <section class="stack">
          <h2>Tell</h2>
          <Card as="article">
            <p class="story-text">{STORY}</p>
            <PersonLine
              name="Priya Ramanathan"
              position="Director"
              organisation="Northern Lights Energy"
              way="Came from finance"
              leading={<BackgroundIcon background="finance" />}
              trailing={<Button>Wave</Button>}
            />
          </Card>
          <Card as="article">
            <PersonLine name="محمد بن عبد الرحمن" position="Team leader" organisation="مركز الاتصال" />
          </Card>
          <Notice>Sample stories are labelled.</Notice>
          <Notice kind="good">Your story is live.</Notice>
          <Notice kind="next">An organiser has sent your story back. Change it and send it again.</Notice>
          <ErrorNote error={new Error("x")} kept="Your story is safe on this phone." retry={() => {}} />
          <p class="quiet small">
            Updated <Ago at={opened} />
          </p>
          <Skeleton />
          <Empty title="No stories yet">
            <p>The first ones appear here once an organiser has read them. Yours could be one.</p>
            <Button kind="primary">Tell yours</Button>
          </Empty>
        </section>

        <section class="stack">
          <h2>Sit down</h2>
          <Ring until={opened + 184_000} length={240_000} label="Round 2" />
          <Ring until={0} pausedWith={61_000} length={240_000} label="Round 2" />
          <p class="row">
            <TableMark number={7} size="4rem" />
            <span class="table-number">7</span>
          </p>
          <p>Table 7, {tableWords(7)}</p>
          <ul class="row">
            {Array.from({ length: 24 }, (_, index) => (
              <li key={tableWords(index + 1)} class="row">
                <TableMark number={index + 1} size="2rem" /> {index + 1}
              </li>
            ))}
          </ul>
        </section>
        <Sheet open={sheet} title="Tell your story" onClose={() => setSheet(false)}>
          <div class="stack">
            <p>Passing is fine. Next: Maria.</p>
            <Button kind="primary" wide onClick={() => setSheet(false)}>
              Good
            </Button>
          </div>
        </Sheet>
      </Page>
      <Nav items={NAV} more={MORE} />
    </div>
  );
}
