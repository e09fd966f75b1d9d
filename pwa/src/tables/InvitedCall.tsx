import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso";
import { useEnded, useHere } from "../app/here";
import { ProblemError } from "../live/api";
import { useStream } from "../live/useStream";
import { Bar } from "../matching/Bar";
import { Button } from "../ui/Button";
import { toast } from "../ui/toast";
import { cue } from "./cue";
import { declineInvitation, openInvitations, without } from "./invitations";
import { checkIn } from "./requests";

/** Over whatever page is open: a host pairs up those who are free. One is there only once one says so. */
export function InvitedCall() {
  const here = useHere();
  const ended = useEnded();
  const { route } = useLocation();
  const stream = useStream(() => openInvitations(here), `${here.slug}/${here.personId}`);
  const talk = ended ? undefined : stream.state.value?.talks[0];
  useEffect(() => {
    if (talk) cue("now");
  }, [talk?.id]);

  async function attempt(id: string, act: () => Promise<unknown>): Promise<boolean> {
    try {
      await act();
      stream.amend((state) => without(state, id));
      return true;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const lost = "No signal. Nothing has changed. Try again in a moment.";
      toast(error.code === "no-signal" ? lost : error.detail);
      if (!error.isPassing) await stream.refresh();
      return false;
    }
  }

  async function join(id: string) {
    if (await attempt(id, () => checkIn(here, id))) route(here.link(`/talks/${id}`));
  }

  return (
    <div role="alert">
      {talk && (
        <Bar
          title="A host pairs up those who are free. Join?"
          words={
            <>
              <bdi>{talk.title}</bdi>: two by two, {talk.minutes} minutes each.
            </>
          }
        >
          <Button kind="primary" onClick={() => join(talk.id)}>
            Join
          </Button>
          <Button kind="text" onClick={() => attempt(talk.id, () => declineInvitation(here, talk.id))}>
            No, thank you
          </Button>
        </Bar>
      )}
    </div>
  );
}
