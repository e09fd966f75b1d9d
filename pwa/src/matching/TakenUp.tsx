import { Empty } from "../ui/Empty";
import { type Acceptance, inFives, type Offer, offers } from "./figures";

/** What people offered each other, and how often it was taken up. Totals alone. */
export function TakenUp({ told }: { told: Acceptance | null }) {
  return (
    <section class="stack" aria-labelledby="taken-up">
      <h2 id="taken-up">Offered and taken up</h2>
      {told === null ? (
        <Empty icon="wave" title="Nothing to tell yet">
          <p>It takes five people who have waved, so that it tells on nobody.</p>
        </Empty>
      ) : (
        <>
          {offers(told).map((offer) => (
            <Offered key={offer.what} offer={offer} />
          ))}
          <AsTable told={told} />
          <p class="quiet small">
            Totals are rounded down to fives, so that what one person does shows in none.
          </p>
        </>
      )}
    </section>
  );
}

function Offered({ offer: { what, offered, taken } }: { offer: Offer }) {
  return (
    <ul class="bars" aria-label={what}>
      {[[what, offered] as const, ...taken].map(([word, times]) => (
        <li key={word}>
          <span>{word}</span>
          <strong class="figures">{inFives(times)}</strong>
          <i aria-hidden="true" style={{ "--share": offered ? times / offered : 0 }} />
        </li>
      ))}
    </ul>
  );
}

function AsTable({ told }: { told: Acceptance }) {
  return (
    <details class="meeting-table">
      <summary>The same as a table</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">Offered</th>
            <th scope="col">What came of it</th>
            <th scope="col">Times</th>
          </tr>
        </thead>
        <tbody>
          {offers(told).flatMap(({ what, offered, taken }) =>
            [["Offered", offered] as const, ...taken].map(([word, times]) => (
              <tr key={`${what} ${word}`}>
                <td>{what}</td>
                <td>{word}</td>
                <td class="figures">{inFives(times)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </details>
  );
}
