import { useEnded, useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { useStream } from "../live/useStream";
import { BackgroundIcon } from "../ui/BackgroundIcon";
import { Empty } from "../ui/Empty";
import { Loaded } from "../ui/Loaded";
import { Page } from "../ui/Page";
import { Proportions } from "./Proportions";
import { Sankey, useWayInWords } from "./Sankey";
import { openOrigins } from "./store";
import { nowInWords, yearsInWords } from "./words";

/** How everybody in the room got here, and what they do now. */
export default function OriginsPage() {
  const here = useHere();
  const origins = useStream(() => openOrigins(here), `${here.slug}/${here.personId}`);
  return (
    <Page title="How this room got here" back={here.link("/feed")}>
      <Loaded stream={origins}>
        {({ needed, origins }) => (origins ? <Room origins={origins} /> : <TooFew needed={needed} />)}
      </Loaded>
    </Page>
  );
}

function Room({ origins }: { origins: Schema<"Origins"> }) {
  const { people, backgrounds, flows, years, by_accident, at } = origins;
  const way = useWayInWords();
  const time = new Date(at).toLocaleTimeString("en-GB", { timeStyle: "short" });
  return (
    <>
      <p>
        {people} people, as they told it themselves. What fewer than five have said stands among the others,
        so that it tells on nobody.
      </p>
      {by_accident !== null && (
        <p class="origins-accident">
          <strong class="figures">{by_accident} %</strong> came by accident, going by the stories told here
        </p>
      )}
      <section class="stack">
        <h2>From where we came to what we do now</h2>
        <Sankey flows={flows} height={24} words={4.9} />
        <FlowTable flows={flows} />
      </section>
      <section class="stack">
        <h2>The ways in</h2>
        <Proportions groups={backgrounds} say={way} icon={(key) => <BackgroundIcon background={key} />} />
      </section>
      {years.length > 0 && (
        <section class="stack">
          <h2>Years in the industry</h2>
          <Proportions groups={years} say={yearsInWords} />
        </section>
      )}
      <p class="quiet small">
        As it was at {time}. It is drawn anew once five more people have come, left or said something else.
      </p>
    </>
  );
}

function FlowTable({ flows }: { flows: readonly Schema<"OriginFlow">[] }) {
  const way = useWayInWords();
  return (
    <details class="origins-table">
      <summary>The same as a table</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">We came from</th>
            <th scope="col">We do now</th>
            <th scope="col">People</th>
          </tr>
        </thead>
        <tbody>
          {flows.map(({ came_from, now, people }) => (
            <tr key={`${came_from} ${now}`}>
              <td>{way(came_from)}</td>
              <td>{nowInWords(now)}</td>
              <td class="figures">{people}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** What will be here, and what it takes. */
function TooFew({ needed }: { needed: number }) {
  const { link } = useHere();
  const ended = useEnded();
  if (ended) return <Empty icon="people" title="Too few were here to draw" />;
  return (
    <Empty icon="people" title={needed === 1 ? "One more person" : `${needed} more people`}>
      <p>
        Then you see here which ways led into this room, and where to. It takes five at least, so that it
        tells on nobody.
      </p>
      <p>
        What you say of yourself under <a href={link("/profile")}>Me</a> counts.
      </p>
    </Empty>
  );
}
