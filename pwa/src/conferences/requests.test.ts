import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Here } from "../app/here";
import { ProblemError } from "../live/api";
import { endConference, saveSettings } from "./requests";
import type { Conference } from "./settings";

const fetched = vi.fn<typeof fetch>();
vi.stubGlobal("fetch", fetched);

let there: Partial<Conference>;
let here: Here;

/** The server: it keeps `there`, and refuses what was decided on another version. */
async function serve(_path: unknown, init?: RequestInit): Promise<Response> {
  const { version, ...changes } = JSON.parse(String(init?.body));
  if (version !== there.version) {
    return Response.json({ code: "version-conflict", detail: "Changed meanwhile." }, { status: 409 });
  }
  there = { ...there, ...changes, version: version + 1 };
  return Response.json({ number: 1, conference: there });
}

beforeEach(() => {
  fetched.mockReset().mockImplementation(serve);
  there = { name: "Forum", run_by: "Guild", version: 4 };
  const state = { value: { number: 1, conference: there as Conference } };
  here = {
    path: (below: string) => `/conferences/forum${below}`,
    conference: {
      state,
      refresh: vi.fn(async () => {
        state.value = { number: 1, conference: there as Conference };
      }),
      amend: (change: (known: typeof state.value) => typeof state.value) => {
        state.value = change(state.value);
      },
    },
  } as unknown as Here;
});

describe("saving", () => {
  test("is known on this phone at once", async () => {
    await saveSettings(here, { name: "Spring Forum" });
    expect(here.conference.state.value?.conference).toMatchObject({ name: "Spring Forum", version: 5 });
  });

  test("holds beside what somebody else changed first", async () => {
    there = { ...there, run_by: "Society", version: 5 };
    await saveSettings(here, { name: "Spring Forum" }, ({ name }) => name === "Forum");
    expect(there).toEqual({ name: "Spring Forum", run_by: "Society", version: 6 });
  });

  test("gives way where somebody else changed the same, who is then known", async () => {
    there = { ...there, name: "Winter Forum", version: 5 };
    const saving = saveSettings(here, { name: "Spring Forum" }, ({ name }) => name === "Forum");
    await expect(saving).rejects.toMatchObject({ code: "version-conflict" });
    expect(there.name).toBe("Winter Forum");
    expect(here.conference.state.value?.conference.name).toBe("Winter Forum");
  });

  test("does not go on asking where nothing newer can be learnt", async () => {
    there = { ...there, version: 5 };
    here.conference.refresh = async () => {};
    await expect(saveSettings(here, { name: "Spring Forum" })).rejects.toBeInstanceOf(ProblemError);
    expect(fetched).toHaveBeenCalledOnce();
  });
});

test("what cannot be taken back is never decided again by itself", async () => {
  there = { ...there, version: 5 };
  await expect(endConference(here)).rejects.toMatchObject({ code: "version-conflict" });
  expect(fetched).toHaveBeenCalledOnce();
  expect(here.conference.refresh).toHaveBeenCalledOnce();
});
