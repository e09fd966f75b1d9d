import { ErrorBoundary } from "preact-iso";
import { useHere } from "../app/here";
import { part } from "../app/page";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { Field } from "../ui/Field";
import { Loaded } from "../ui/Loaded";
import { Notice } from "../ui/Notice";
import { Page } from "../ui/Page";
import { useAttempt } from "../ui/useAttempt";
import { BackgroundsField } from "./BackgroundsField";
import { NeedsSection } from "./NeedsSection";
import { ProfileClash } from "./ProfileClash";
import { ContactFields, LanguagesField, MoveFields, SkillFields, WorkFields } from "./ProfileFields";
import { flawsOf, type Profile } from "./profile";
import { RecoverySection } from "./RecoverySection";
import { SavingLine } from "./SavingLine";
import { useProfile } from "./useProfile";
import "./profile.css";

const BlockedPeople = part(() => import("./PeopleApart").then(({ BlockedPeople }) => BlockedPeople));
const NeverSuggested = part(() => import("./PeopleApart").then(({ NeverSuggested }) => NeverSuggested));
const OpennessSection = part(() =>
  import("./OpennessSection").then(({ OpennessSection }) => OpennessSection),
);
const LeaveSection = part(() => import("./LeaveSection").then(({ LeaveSection }) => LeaveSection));

/** Oneself: what others see, what they are suggested by, and the way out. */
export default function ProfilePage() {
  const { me } = useHere();
  if (me.state.value) return <Me profile={me.state.value.profile} />;
  return (
    <Page title="Me">
      <Loaded stream={me}>{() => null}</Loaded>
    </Page>
  );
}

/** Brings what is to be mended into sight, and the cursor into it. */
function showFlaw() {
  const field = document.querySelector<HTMLElement>('main [aria-invalid="true"]');
  field?.focus({ preventScroll: true });
  field?.scrollIntoView({ block: "center" });
}

function Me({ profile }: { profile: Profile }) {
  const here = useHere();
  const my = useProfile(profile);
  const { error, attempt } = useAttempt();
  const flaws = { ...my.problem?.errors, ...flawsOf(my.view) };
  const flawed = Object.keys(flawsOf(my.view)).length > 0;
  const fields = {
    view: my.view,
    change: my.change,
    flaw: (field: string) => [flaws[field as keyof typeof flaws]].flat()[0],
  };

  return (
    <Page
      title="Me"
      act={
        (my.unsaved || my.underWay) && (
          <>
            <ProfileClash profile={profile} my={my} />
            <SavingLine item={my.item} problem={my.problem} onLook={showFlaw} />
            {error !== null && <ErrorNote error={error} kept="What you typed is still here." />}
            {my.unsaved && my.clashing.length === 0 && (
              <Button kind="primary" wide onClick={() => (flawed ? showFlaw() : attempt(my.send))}>
                Save
              </Button>
            )}
          </>
        )
      }
    >
      {profile.hidden && (
        <Notice kind="bad">
          <p>
            An organiser has hidden you for now: others see neither you nor your stories. Have a word with
            them.
          </p>
        </Notice>
      )}
      <ErrorBoundary>
        <OpennessSection />
      </ErrorBoundary>
      <section class="stack">
        <Field
          label="Name"
          value={my.view.name}
          onInput={(name) => my.change("name", name)}
          error={fields.flaw("name")}
          autocomplete="name"
          autoCapitalize="words"
        />
        <BackgroundsField {...fields} />
      </section>
      <WorkFields {...fields} />
      <SkillFields {...fields} />
      <MoveFields {...fields} />
      <LanguagesField {...fields} />
      <ContactFields {...fields} />
      <hr />
      <NeedsSection />
      <RecoverySection />
      <ErrorBoundary>
        <BlockedPeople />
      </ErrorBoundary>
      <ErrorBoundary>
        <NeverSuggested />
      </ErrorBoundary>
      <a class="aside-link" href={here.link("/reported")}>
        What you reported
      </a>
      <ErrorBoundary>
        <LeaveSection />
      </ErrorBoundary>
    </Page>
  );
}
