import type { ComponentChildren } from "preact";
import { Empty } from "../ui/Empty";
import { Loaded } from "../ui/Loaded";
import { Page } from "../ui/Page";
import { useHere, useRole } from "./here";

interface OrganisersOnlyProps {
  /** The page's heading for those who are none. */
  title: string;
  children: ComponentChildren;
}

/** Shows its children to organisers. It spares others a refusal; the doors are the server's. */
export function OrganisersOnly({ title, children }: OrganisersOnlyProps) {
  const { me, link } = useHere();
  const organiser = useRole("organiser");
  if (organiser) return <>{children}</>;
  return (
    <Page title={title} back={link("")}>
      <Loaded stream={me}>
        {() => (
          <Empty icon="people" title="This page is for organisers">
            <p>If you are to be one, ask an organiser for a link.</p>
          </Empty>
        )}
      </Loaded>
    </Page>
  );
}
