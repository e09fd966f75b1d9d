import { Route, Router, useRoute } from "preact-iso";
import { InConference } from "./InConference";
import { NotFoundPage } from "./NotFoundPage";
import { page } from "./page";
import { Shell } from "./Shell";

const HomePage = page(() => import("../conferences/HomePage"));
const StoryPage = page(() => import("../stories/StoryPage"));
const FeedPage = page(() => import("../stories/FeedPage"));
const MeetPage = page(() => import("../matching/MeetPage"));
const ConnectionsPage = page(() => import("../matching/ConnectionsPage"));
const TalkPage = page(() => import("../tables/TalkPage"));
const OpenTablesPage = page(() => import("../tables/OpenTablesPage"));
const OpenTablePage = page(() => import("../tables/OpenTablePage"));
const TablePage = page(() => import("../tables/TablePage"));
const ProfilePage = page(() => import("../people/ProfilePage"));
const HostPage = page(() => import("../tables/HostPage"));
const HostTalkPage = page(() => import("../tables/HostTalkPage"));
const DecksPage = page(() => import("../tables/DecksPage"));
const DeckPage = page(() => import("../tables/DeckPage"));
const ReviewPage = page(() => import("../moderation/ReviewPage"));
const PeoplePage = page(() => import("../people/PeoplePage"));
const SettingsPage = page(() => import("../conferences/SettingsPage"));
const ScreenPage = page(() => import("../screen/ScreenPage"));
const CardsPage = page(() => import("../tables/CardsPage"));
const PosterPage = page(() => import("../conferences/PosterPage"));

/** Everything below `/c/{slug}`: one conference, its shell, its pages. */
export default function ConferenceRoutes() {
  const { slug = "" } = useRoute().params;
  return (
    <InConference slug={slug}>
      <Shell>
        <Router>
          <Route path="/" component={HomePage} />
          <Route path="/story" component={StoryPage} />
          <Route path="/feed" component={FeedPage} />
          <Route path="/meet" component={MeetPage} />
          <Route path="/connections" component={ConnectionsPage} />
          <Route path="/talks/:talk" component={TalkPage} />
          <Route path="/tables" component={OpenTablesPage} />
          <Route path="/tables/:talk" component={OpenTablePage} />
          <Route path="/t/:table" component={TablePage} />
          <Route path="/profile" component={ProfilePage} />
          <Route path="/host" component={HostPage} />
          <Route path="/host/:talk" component={HostTalkPage} />
          <Route path="/decks" component={DecksPage} />
          <Route path="/decks/:deck" component={DeckPage} />
          <Route path="/review" component={ReviewPage} />
          <Route path="/people" component={PeoplePage} />
          <Route path="/settings" component={SettingsPage} />
          <Route path="/screen" component={ScreenPage} />
          <Route path="/poster" component={PosterPage} />
          <Route path="/cards" component={CardsPage} />
          <Route default component={NotFoundPage} />
        </Router>
      </Shell>
    </InConference>
  );
}
