import type { Here } from "../app/here";
import type { KnownFact, Schema } from "../contract/types";
import { request } from "../live/api";
import { subscribe } from "../live/socket";
import { openStream, type Stream } from "../live/stream";
import { isSeated } from "../tables/store";
import { withoutTakeaway, withTakeaway } from "../tables/takeaways";

export type ScreenState = Schema<"ScreenSnapshot">;
type Story = Schema<"StoryCard">;
type Room = Pick<ScreenState, "talk" | "tables" | "names" | "prompt">;

const MOST_STORIES = 100; // as many as the server sends
const NO_ROOM: Room = { talk: null, tables: [], names: [], prompt: null };

/** Pure: what the screen shows after a fact of the stream `screen`. */
export function applyToScreen(state: ScreenState, fact: KnownFact): ScreenState {
  switch (fact.type) {
    case "stories.published":
      return { ...state, stories: withStory(state.stories, fact.data.story) };
    case "stories.withdrawn":
      return { ...state, stories: state.stories.filter(({ id }) => id !== fact.data.story_id) };
    case "people.person_gone": {
      const stories = state.stories.filter(({ author }) => author.id !== fact.data.person_id);
      return { ...unnamed(state, fact.data.person_id), stories };
    }
    case "people.card_changed": {
      const { person } = fact.data;
      const renamed = (story: Story) =>
        story.author.id === person.id ? { ...story, author: person } : story;
      return { ...state, stories: state.stories.map(renamed) };
    }
    case "people.counted":
      return { ...state, people: fact.data.people };
    case "people.wall_changed":
      return fact.data.agreed ? state : unnamed(state, fact.data.person_id);
    case "tables.takeaway_shown":
      return { ...state, takeaways: withTakeaway(state.takeaways, fact.data.takeaway) };
    case "tables.takeaway_gone":
      return { ...state, takeaways: withoutTakeaway(state.takeaways, fact.data.takeaway_id) };
    case "origins.drawn":
      return { ...state, origins: fact.data.drawn };
    case "tables.room_shown":
      return { ...state, ...present(state, fact.data) };
    case "conferences.changed": {
      const { name, run_by, deletes_on, joining, ended, stopped_at } = fact.data.conference;
      const stopped = stopped_at !== null;
      return { ...state, name, run_by, deletes_on, joining: joining === "open" && !ended, stopped };
    }
    case "conferences.announcement_made":
      return { ...state, announcement: fact.data.announcement };
    case "tables.talk_announced":
      if (fact.data.talk_id !== state.talk?.id) return state;
      return { ...state, talk_announcement: fact.data.announcement };
    case "screen.blanked":
      return { ...state, blank: fact.data.blank };
    default:
      return state;
  }
}

/** Pure: true for facts after which there is more to fetch than they tell: another code, stories back, another talk or name. */
export function tellsTooLittle(fact: KnownFact, talk: ScreenState["talk"]): boolean {
  if (fact.type === "tables.room_shown") return fact.data.talk.phase === "ended";
  if (fact.type === "people.wall_changed") return fact.data.agreed && talk !== null && isSeated(talk);
  return fact.type === "conferences.changed" || fact.type === "people.person_back";
}

function unnamed(state: ScreenState, person: string): ScreenState {
  return { ...state, names: state.names.filter(({ person_id }) => person_id !== person) };
}

function withStory(stories: readonly Story[], story: Story): Story[] {
  const known = stories.find(({ id }) => id === story.id);
  if (known && known.revision > story.revision) return [...stories];
  const others = stories.filter((one) => one !== known);
  const featuredFirst = (one: Story, other: Story) =>
    Number(other.featured) - Number(one.featured) || other.place - one.place;
  return [story, ...others].sort(featuredFirst).slice(0, MOST_STORIES);
}

/** The talk that is on before one that gathers, and of two alike the one opened last, as the server has it. */
function present(shown: Room, heard: Schema<"RoomShown">): Room {
  const { talk } = shown;
  if (talk?.id === heard.talk.id) {
    if (heard.talk.version < talk.version) return shown;
    return heard.talk.phase === "ended" ? NO_ROOM : heard;
  }
  if (heard.talk.phase === "ended") return shown;
  if (!talk) return heard;
  const [now, then] = [talk, heard.talk].map(({ phase }) => phase !== "gathering");
  if (now !== then) return then ? heard : shown;
  return heard.talk.opened_at > talk.opened_at ? heard : shown;
}

/**
 * What the projector shows. It heals by itself, for as long as the conference lasts. The machine keeps none of it: what
 * was taken down while it was off, or its key with it, does not come back with a reload.
 */
export function openScreen(here: Here): Stream<ScreenState> {
  const screen = openStream<ScreenState>({
    conference: here.slug,
    stream: "screen",
    keptAs: null,
    load: (signal) => request("GET", here.path("/screen"), undefined, { signal }),
    apply: applyToScreen,
  });
  const deaf = subscribe(here.slug, "screen", {
    hear: (_number, fact) => {
      if (!fact) return;
      const known = fact as KnownFact;
      const closed = known.type === "people.person_gone" && known.data.person_id === here.personId;
      if (closed || tellsTooLittle(known, screen.state.value?.talk ?? null)) void screen.refresh();
    },
    reached() {},
    refused() {},
  });
  return {
    ...screen,
    close() {
      deaf();
      screen.close();
    },
  };
}
