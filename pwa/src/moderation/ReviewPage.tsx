import { useEffect, useMemo, useState } from "preact/hooks";
import { ErrorBoundary } from "preact-iso";
import { useHere } from "../app/here";
import { OrganisersOnly } from "../app/OrganisersOnly";
import { part } from "../app/page";
import { useStream } from "../live/useStream";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { Loaded } from "../ui/Loaded";
import { Page } from "../ui/Page";
import { toast } from "../ui/toast";
import { type Desk, openDesk } from "./desk";
import "./moderation.css";
import { Reviewing } from "./Reviewing";
import { isRunningOut, openQueue } from "./store";
import { useKeys } from "./useKeys";

const KeysSheet = part(() => import("./sheets").then(({ KeysSheet }) => KeysSheet));
const Reported = part(() => import("./Reported").then(({ Reported }) => Reported));
const StopSection = part(() => import("../conferences/StopSection").then(({ StopSection }) => StopSection));

/** What people wrote and nobody has read yet: the longest waiting first, decided one by one. */
export default function ReviewPage() {
  return (
    <OrganisersOnly title="Review">
      <Queue />
    </OrganisersOnly>
  );
}

function Queue() {
  const here = useHere();
  const queue = useStream(() => openQueue(here), here.slug);
  const desk = useMemo(() => openDesk(here, queue, toast), [queue]);
  const [keys, setKeys] = useState(false);
  const state = queue.state.value;
  const runningOut = state !== null && isRunningOut(state);

  useEffect(() => {
    if (runningOut) void queue.refresh();
  }, [runningOut]);

  return (
    <Page
      wide
      title="Review"
      back={here.link("")}
      aside={
        <span class="review-keys">
          <Button kind="text" onClick={() => setKeys(true)}>
            Keys
          </Button>
        </span>
      }
    >
      <ErrorBoundary>
        <StopSection />
        <Reported />
      </ErrorBoundary>
      <Loaded stream={queue}>
        {({ reviews, waiting }) => {
          const open = reviews.filter(({ id }) => !desk.underWay.value.has(id));
          const hidden = reviews.length - open.length;
          if (open.length === 0) return <NothingWaits />;
          return (
            <Reviewing
              queue={queue}
              reviews={open}
              waiting={waiting - hidden}
              desk={desk}
              onHelp={() => setKeys(true)}
            />
          );
        }}
      </Loaded>
      {keys && (
        <ErrorBoundary>
          <KeysSheet onClose={() => setKeys(false)} />
        </ErrorBoundary>
      )}
      <UndoKey desk={desk} />
    </Page>
  );
}

/** `u` works on an empty queue, too. */
function UndoKey({ desk }: { desk: Desk }) {
  useKeys({ u: desk.undoLast });
  return null;
}

function NothingWaits() {
  return (
    <Empty icon="review" title="Nothing waits">
      <p>Everything that people wrote has been read. What comes next appears here by itself.</p>
    </Empty>
  );
}
