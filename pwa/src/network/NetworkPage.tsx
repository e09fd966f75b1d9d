import { useEffect } from "preact/hooks";
import { useHere } from "../app/here";
import { OrganisersOnly } from "../app/OrganisersOnly";
import { useAsked } from "../live/useAsked";
import { Empty } from "../ui/Empty";
import { ErrorNote } from "../ui/ErrorNote";
import { Page } from "../ui/Page";
import { Skeleton } from "../ui/Skeleton";
import { State } from "../ui/State";
import { askNetwork, type Network } from "./requests";
import { TryOut } from "./TryOut";
import { figures } from "./words";
import "./network.css";

const EVERY_MS = 5_000;
const OWN_MS = 1_500; // by then this phone itself is connected, and counts

/** How the phones in the room are connected, and how the server would do with more. */
export default function NetworkPage() {
  return (
    <OrganisersOnly title="Network">
      <HowConnected />
    </OrganisersOnly>
  );
}

function HowConnected() {
  const here = useHere();
  const { told, error, again } = useAsked((signal) => askNetwork(here, signal), EVERY_MS, here);

  useEffect(() => {
    const timer = setTimeout(() => void again(), OWN_MS);
    return () => clearTimeout(timer);
  }, [here]);

  return (
    <Page wide title="Network" back={here.link("")}>
      {error !== null && (
        <ErrorNote
          error={error}
          retry={again}
          {...(told && { kept: "These are the figures from before." })}
        />
      )}
      {told === null && error === null && <Skeleton lines={4} />}
      {told !== null && (
        <div class="network">
          <section class="stack" aria-labelledby="network-now">
            <h2 id="network-now">Now</h2>
            {told.phones === 0 && told.away === 0 ? (
              <Empty icon="people" title="No phone is connected">
                <p>As soon as somebody opens Happenstance here, they count.</p>
              </Empty>
            ) : (
              <Figures network={told} />
            )}
            <p class="quiet small">
              Looked at every five seconds. Where several servers share the work, these are the phones of all,
              those of the others as they were a few seconds ago.
            </p>
          </section>
          <TryOut most={told.most_simulated} />
        </div>
      )}
    </Page>
  );
}

function Figures({ network }: { network: Network }) {
  return (
    <ul class="network-figures">
      {figures(network).map(({ figure, what, means, bad }) => (
        <li key={what}>
          <strong class="figures">{figure}</strong>
          <span>
            {what}
            {bad && <State word="Have a look" kind="bad" />}
            {means && <small class="quiet">{means}</small>}
          </span>
        </li>
      ))}
    </ul>
  );
}
