import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso";
import { type Attendance, attendances, attendancesProblem, refreshAttendances } from "../app/attendances";
import { RecoverForm } from "../people/RecoverForm";
import { ROLES } from "../people/words";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { Icon } from "../ui/Icon";
import { Page } from "../ui/Page";
import { Skeleton } from "../ui/Skeleton";
import { SampleMark } from "./SampleMark";
import "./welcome.css";

const INSTALLED = matchMedia("(display-mode: standalone)").matches;

/** The first page: one's conferences, or the way into one. */
export default function WelcomePage() {
  const { query, route } = useLocation();
  const list = attendances.value;
  const only = list?.length === 1 ? list[0] : undefined;
  const straightIn = "start" in query && only !== undefined; // opened from the home screen

  useEffect(() => {
    if (straightIn) route(address(only), true);
  }, [straightIn]);

  if (list === null || straightIn) return <Waiting />;
  if (list.length > 0) return <YourConferences list={list} />;
  return INSTALLED ? <AlreadyHere /> : <FirstTime />;
}

function address({ slug }: Attendance): string {
  return `/c/${encodeURIComponent(slug)}`;
}

function Waiting() {
  return (
    <Page title="Happenstance">
      {attendancesProblem.value ? (
        <ErrorNote error={attendancesProblem.value} retry={refreshAttendances} />
      ) : (
        <Skeleton />
      )}
    </Page>
  );
}

function YourConferences({ list }: { list: readonly Attendance[] }) {
  return (
    <Page title="Your conferences">
      <ul class="conferences">
        {list.map((one) => (
          <li key={one.slug}>
            <a class="conference" href={address(one)}>
              <Icon name="table" />
              <span class="person-words">
                <span class="person-name" dir="auto">
                  {one.name}
                </span>
                {one.role !== "attendee" && <span class="person-place">{ROLES[one.role]}</span>}
                {one.demo && <SampleMark />}
              </span>
              <Icon name="next" />
            </a>
          </li>
        ))}
      </ul>
      <p class="row">
        <Button href="/j">Enter another code</Button>
        <Button kind="text" href="/back">
          Use a recovery code
        </Button>
      </p>
    </Page>
  );
}

function FirstTime() {
  return (
    <Page
      title="So, how did you get into the contact centre industry?"
      act={
        <>
          <Button kind="primary" wide href="/j">
            Enter the code
          </Button>
          <Button kind="text" wide href="/back">
            Already here?
          </Button>
        </>
      }
    >
      <p class="lead">Almost everyone fell into it by accident, and almost everyone has a good story.</p>
      <ul class="promises">
        <li>
          <Icon name="story" />
          <span>Tell yours, in a few lines.</span>
        </li>
        <li>
          <Icon name="meet" />
          <span>See whom to meet, and why.</span>
        </li>
        <li>
          <Icon name="table" />
          <span>Sit down at a table where the talk has started for you.</span>
        </li>
      </ul>
      <p class="quiet">
        At the conference, point your camera at the code on the poster: it brings you straight in. No
        password, no e-mail address.
      </p>
    </Page>
  );
}

/** An app put on the home screen starts with nothing, even where the browser beside it is in. */
function AlreadyHere() {
  return (
    <Page title="Already here?">
      <p>
        An app on the home screen does not know what your browser knows. If you came in there before, your
        recovery code brings you back; you find it in the browser, under “Me”.
      </p>
      <RecoverForm />
      <hr />
      <p>New here?</p>
      <Button wide href="/j">
        Enter the code
      </Button>
    </Page>
  );
}
