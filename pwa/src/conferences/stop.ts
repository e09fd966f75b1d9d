import type { Here } from "../app/here";
import type { Schema } from "../contract/types";
import { request } from "../live/api";

/** Blank every screen and let nothing new go live, or lift that again; for organisers. */
export async function stopPublication(here: Here, stopped: boolean): Promise<void> {
  const path = here.path("/stop");
  const { conference } = await request<Schema<"ConferenceSnapshot">>(stopped ? "PUT" : "DELETE", path);
  here.conference.amend((state) =>
    state.conference.version < conference.version ? { ...state, conference } : state,
  );
}
