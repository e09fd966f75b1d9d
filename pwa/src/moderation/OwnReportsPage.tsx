import { useHere } from "../app/here";
import { useStream } from "../live/useStream";
import { Ago } from "../ui/Ago";
import { Card } from "../ui/Card";
import { Empty } from "../ui/Empty";
import { Loaded } from "../ui/Loaded";
import { Page } from "../ui/Page";
import { State } from "../ui/State";
import { openOwnReports, ownReportInWords, REPORT_REASONS } from "./reports";
import "./reported.css";

/** What one has reported, and what came of it: why, and not what it said, which may be gone by now. */
export default function OwnReportsPage() {
  const here = useHere();
  const stream = useStream(() => openOwnReports(here), `${here.slug}/${here.personId}`);
  return (
    <Page title="What you reported" back={here.link("/profile")}>
      <p class="quiet">Nobody is told that it was you: neither whoever wrote it nor the organisers.</p>
      <Loaded stream={stream}>
        {({ reports }) =>
          reports.length === 0 ? (
            <Empty icon="review" title="You have reported nothing">
              <p>
                Beside what others write there is a way to report it. An organiser reads it then, and what
                came of it stands here.
              </p>
            </Empty>
          ) : (
            <ul class="own-reports">
              {reports.map((report) => {
                const { what, word, means, state } = ownReportInWords(report);
                return (
                  <li key={report.id}>
                    <Card as="article" label={what}>
                      <p class="own-report-head">
                        <strong>{what}</strong>
                        <State word={word} kind={state} />
                      </p>
                      <p>
                        {REPORT_REASONS[report.reason]}. {report.words && <q dir="auto">{report.words}</q>}
                      </p>
                      <p role="status">{means}</p>
                      <p class="quiet small">
                        Reported <Ago at={Date.parse(report.at)} />
                      </p>
                    </Card>
                  </li>
                );
              })}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}
