import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Here } from "../app/here";
import { ProblemError } from "../live/api";
import { command, cutsOff, faster, nextOf, send } from "./conduct";
import { moving, TALK, talk, talking } from "./scenes";

const request = vi.fn<(...asked: unknown[]) => Promise<unknown>>();

vi.mock("../live/api", async (original) => ({
  ...(await original<typeof import("../live/api")>()),
  request: (...asked: unknown[]) => request(...asked),
}));

const here = { path: (below: string) => below } as Here;
const paused = talk({ ...talking, ends_at: null, paused_left: 60 });
const lost = new ProblemError({ code: "no-signal" });

describe("a command", () => {
  beforeEach(() => {
    request.mockReset();
    vi.useFakeTimers();
  });

  test("without an answer is sent again under the same name", async () => {
    request.mockRejectedValueOnce(lost).mockRejectedValueOnce(lost).mockResolvedValue(talking);
    const wanted = command(moving, "go-on");
    const answer = send(here, TALK, wanted);
    await vi.runAllTimersAsync();
    expect(await answer).toBe(talking);
    const asked = request.mock.calls.map(([, path, body]) => [path, body]);
    const once = [`/talks/${TALK}/commands/${wanted.id}`, { move: "go-on", version: moving.version }];
    expect(asked).toEqual([once, once, once]);
  });

  test("is given up when no answer comes at all", async () => {
    request.mockRejectedValue(lost);
    const answer = expect(send(here, TALK, command(moving, "pause"))).rejects.toBe(lost);
    await vi.runAllTimersAsync();
    await answer;
    expect(request).toHaveBeenCalledTimes(4);
  });

  test("that was refused is not sent again", async () => {
    const late = new ProblemError({ code: "version-conflict", status: 409 });
    request.mockRejectedValue(late);
    await expect(send(here, TALK, command(moving, "pause"))).rejects.toBe(late);
    expect(request).toHaveBeenCalledOnce();
  });
});

test("who came second is told who was first", () => {
  const late = (params: Record<string, unknown>) =>
    new ProblemError({ code: "version-conflict", status: 409, params });
  expect(faster(late({ by: "Hugo" }))).toBe("Hugo was a moment faster. This is how it is now.");
  expect(faster(late({ version: 4 }))).toBe("The clock was a moment faster. This is how it is now.");
  expect(faster(lost)).toBeNull();
});

describe("what comes next is", () => {
  test.each([
    ["the tables, once people are here", talk(), "start", "Set the tables"],
    ["nothing while they are set", talk({ phase: "setting", round: 1 }), null, "Setting the tables"],
    ["the talking, early", moving, "go-on", "Start talking now"],
    ["the next round", talking, "go-on", "On to round 2"],
    ["the end after the last one", talk({ ...talking, round: 2 }), "go-on", "Finish the last round"],
    ["time running again", paused, "resume", "Go on"],
  ])("%s", (_sentence, view, move, label) => {
    expect(nextOf(view)).toMatchObject({ move, label });
  });

  test("nothing when all is over", () => {
    expect(nextOf(talk({ phase: "ended" }))).toBeNull();
  });

  test("held up while there is nobody to seat", () => {
    expect(nextOf(talk({ here: 1 }))?.hindrance).toBeTypeOf("string");
    expect(nextOf(talk({ here: 2 }))?.hindrance).toBeUndefined();
  });
});

describe("a host is asked before a round is cut short", () => {
  const end = Date.parse(talking.ends_at ?? "");
  test.each([
    ["with minutes left", talking, "go-on" as const, end - 120_000, true],
    ["not in its last half minute", talking, "go-on" as const, end - 30_000, false],
    ["not when it is paused or prolonged", talking, "pause" as const, end - 120_000, false],
    ["not while people walk", moving, "go-on" as const, end - 800_000, false],
  ])("%s", (_sentence, view, move, now, asked) => {
    expect(cutsOff(view, move, now)).toBe(asked);
  });
});
