import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { wentOut } from "../app/attendances";
import { closeHere, useHere } from "../app/here";
import { request } from "../live/api";
import { Button } from "../ui/Button";
import { Sheet } from "../ui/Sheet";
import { TypedConfirm } from "../ui/TypedConfirm";
import { toast } from "../ui/toast";

/** The way out, for good: everything of one's own is deleted, here and on the server. */
export function LeaveSection() {
  const here = useHere();
  const { route } = useLocation();
  const [open, setOpen] = useState(false);
  const name = here.conference.state.value?.conference.name ?? here.slug;

  async function leave() {
    await request("DELETE", here.path("/me"));
    route("/", true);
    closeHere();
    await wentOut(here.slug);
    toast("You have left. Everything of yours is deleted.");
  }

  return (
    <section class="stack-tight">
      <h2>Leave</h2>
      <p>You can go at any time, and take everything with you.</p>
      <div>
        <Button kind="danger" onClick={() => setOpen(true)}>
          Leave and delete everything
        </Button>
      </div>
      <Sheet open={open} title="Leave for good?" onClose={() => setOpen(false)}>
        <div class="stack">
          <p>
            This deletes from <bdi>{name}</bdi>, at once and on all your phones:
          </p>
          <ul>
            <li>your name and everything in this profile, with what you need at a table,</li>
            <li>your stories and drafts,</li>
            <li>your waves and contacts: they lose you, too,</li>
            <li>your chair, if you sit at a table.</li>
          </ul>
          <p>It cannot be undone. Your recovery code will not bring you back.</p>
          <TypedConfirm
            word="leave"
            act="Leave and delete everything"
            onConfirm={leave}
            kept="You are still here, and nothing is deleted."
          />
          <Button wide onClick={() => setOpen(false)}>
            Stay
          </Button>
        </div>
      </Sheet>
    </section>
  );
}
