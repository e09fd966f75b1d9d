import "fake-indexeddb/auto";
import { render } from "preact";
import { LocationProvider, Route, Router } from "preact-iso";
import { expect, test, vi } from "vitest";
import { attendances } from "../app/attendances";
import { InConference } from "../app/InConference";

vi.mock("../live/socket", () => ({ subscribe: () => () => {}, reconnect: () => {} }));

const ASK_MS = 20_000;
const ATTENDANCE = { slug: "expo", person_id: "alice", name: "Alice" };
const BAN = { name: "Expo", run_by: "The Guild", words: "Enough.", appeal: null, appeal_answer: null };

let banned = true;
const problem = (code: string, status: number) =>
  new Response(JSON.stringify({ code, detail: code }), { status });

vi.stubGlobal("fetch", async (address: string) => {
  const path = address.replace("/api/v1", "");
  if (path === "/me") return new Response(JSON.stringify({ conferences: [ATTENDANCE] }));
  if (path === "/conferences/expo/ban") {
    if (!banned) return problem("not-found", 404);
    return new Response(JSON.stringify({ ...BAN, deletes_on: "2026-12-06" }));
  }
  return banned ? problem("banned", 403) : new Response(JSON.stringify({ number: 1 }));
});

test("whoever is let in again is in, without opening the app anew", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  history.replaceState(null, "", "/c/expo");
  attendances.value = [ATTENDANCE as never];
  const Inside = () => <InConference slug="expo">You are inside.</InConference>;
  render(
    <LocationProvider>
      <Router>
        <Route path="/c/:slug" component={Inside} />
        <Route default component={() => null} />
      </Router>
    </LocationProvider>,
    document.body,
  );
  await vi.waitFor(() => expect(document.body.textContent).toContain("Enough."));

  await vi.advanceTimersByTimeAsync(ASK_MS);
  expect(document.body.textContent).toContain("Enough.");
  banned = false;
  await vi.advanceTimersByTimeAsync(ASK_MS);
  await vi.waitFor(() => expect(document.body.textContent).toContain("You are inside."));
});
