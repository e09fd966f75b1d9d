import { Route, Router } from "preact-iso";
import { NotFoundPage } from "./NotFoundPage";
import { page } from "./page";

const WelcomePage = page(() => import("../conferences/WelcomePage"));
const JoinPage = page(() => import("../conferences/JoinPage"));
const RecoverPage = page(() => import("../people/RecoverPage"));
const EnterPage = page(() => import("../people/EnterPage"));
const GalleryPage = import.meta.env.DEV ? page(() => import("../ui/GalleryPage")) : NotFoundPage;
const ConferenceRoutes = page(() => import("./ConferenceRoutes"));

/** Every address of the app. */
export function Routes() {
  return (
    <Router>
      <Route path="/" component={WelcomePage} />
      <Route path="/j" component={JoinPage} />
      <Route path="/back" component={RecoverPage} />
      <Route path="/c/:slug/enter" component={EnterPage} />
      <Route path="/c/:slug" component={ConferenceRoutes} />
      <Route path="/c/:slug/*" component={ConferenceRoutes} />
      <Route path="/ui" component={GalleryPage} />
      <Route default component={NotFoundPage} />
    </Router>
  );
}
