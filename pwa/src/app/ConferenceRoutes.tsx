import { Route, Router, useRoute } from "preact-iso";
import { FRAMED } from "../live/framed";
import { InConference } from "./InConference";
import { NotFoundPage } from "./NotFoundPage";
import { page } from "./page";
import { Shell } from "./Shell";

/** Every page of a conference, by its address below `/c/{slug}`. */
const PAGES = {
  "/": page(() => import("../conferences/HomePage")),
  "/story": page(() => import("../stories/StoryPage")),
  "/feed": page(() => import("../stories/FeedPage")),
  "/origins": page(() => import("../origins/OriginsPage")),
  "/meet": page(() => import("../matching/MeetPage")),
  "/connections": page(() => import("../matching/ConnectionsPage")),
  "/talks/:talk": page(() => import("../tables/TalkPage")),
  "/tables": page(() => import("../tables/OpenTablesPage")),
  "/tables/:talk": page(() => import("../tables/OpenTablePage")),
  "/t/:table": page(() => import("../tables/TablePage")),
  "/profile": page(() => import("../people/ProfilePage")),
  "/host": page(() => import("../tables/HostPage")),
  "/host/:talk": page(() => import("../tables/HostTalkPage")),
  "/decks": page(() => import("../tables/DecksPage")),
  "/decks/:deck": page(() => import("../tables/DeckPage")),
  "/reported": page(() => import("../moderation/OwnReportsPage")),
  "/review": page(() => import("../moderation/ReviewPage")),
  "/meeting": page(() => import("../matching/MeetingPage")),
  "/network": page(() => import("../network/NetworkPage")),
  "/people": page(() => import("../people/PeoplePage")),
  "/settings": page(() => import("../conferences/SettingsPage")),
  "/screen": page(() => import("../screen/ScreenPage")),
  "/screens": page(() => import("../screen/ScreensPage")),
  "/poster": page(() => import("../conferences/PosterPage")),
  "/cards": page(() => import("../tables/CardsPage")),
};

const shown = Object.entries(PAGES).filter(([path]) => !FRAMED || path === "/screen");

/** Everything below `/c/{slug}`: one conference, its shell, its pages. */
export default function ConferenceRoutes() {
  const { slug = "" } = useRoute().params;
  return (
    <InConference slug={slug}>
      <Shell>
        <Router>
          {shown.map(([path, component]) => (
            <Route key={path} path={path} component={component} />
          ))}
          <Route default component={NotFoundPage} />
        </Router>
      </Shell>
    </InConference>
  );
}
