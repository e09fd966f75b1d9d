import "fake-indexeddb/auto";
import { beforeEach, expect, test, vi } from "vitest";

const fetched = vi.fn<typeof fetch>();
vi.stubGlobal("fetch", fetched);

/** Requests as the phone sees them: each of `answers` is a status, or null where nothing comes back. */
const asked: string[] = [];
let answers: (number | null)[] = [];

class Call {
  upload: { onprogress?: (event: object) => void } = {};
  onload = () => {};
  onerror = () => {};
  onloadend = () => {};
  status = 0;
  responseText = '{"code": "photo-unreadable", "detail": "We cannot open this photo."}';
  private what = "";
  open(method: string, path: string) {
    this.what = `${method} ${path}`;
  }
  setRequestHeader(_name: string, type: string) {
    this.what += ` ${type}`;
  }
  getResponseHeader() {
    return null;
  }
  async send(file: Blob) {
    asked.push(`${this.what} ${await file.text()}`);
    this.upload.onprogress?.({ loaded: 1, total: 2 });
    const status = answers.shift() ?? null;
    this.status = status ?? 0;
    if (status === null) this.onerror();
    else this.onload();
    this.onloadend();
  }
}
vi.stubGlobal("XMLHttpRequest", Call);

let outbox: typeof import("./outbox");
let items: typeof import("./outboxItems");
let files: typeof import("./files");

const first = { name: "p", path: "/photos/p" };
const story = {
  conference: "expo",
  key: "story/1",
  method: "PUT",
  path: "/stories/1",
  body: { photo: "p" },
  first,
} as const;
const PHOTO = "PUT /api/v1/photos/p image/jpeg dots";

/** A phone whose app has just been opened. */
async function openApp(): Promise<void> {
  vi.resetModules();
  outbox = await import("./outbox");
  items = await import("./outboxItems");
  files = await import("./files");
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  vi.stubGlobal("indexedDB", new (await import("fake-indexeddb")).IDBFactory());
  asked.length = 0;
  fetched.mockReset().mockImplementation(async () => new Response('{"state": "in-review"}'));
  await openApp();
  await files.keepFile("expo", "p", new Blob(["dots"], { type: "image/jpeg" }));
});

const state = () => items.outboxItem("expo", "story/1")?.state;

test("a file goes out before its command, and is off the phone once that is done", async () => {
  answers = [200];
  await outbox.enqueue(story);
  await outbox.flush();
  expect(asked).toEqual([PHOTO]);
  expect(fetched).toHaveBeenCalledTimes(1);
  expect(state()).toBe("done");
  expect(await files.keptFile("expo", "p")).toBeNull();
});

test("without a signal both wait, through the app being killed", async () => {
  answers = [null];
  await outbox.enqueue(story);
  await outbox.flush();
  expect(state()).toBe("waiting");
  expect(fetched).not.toHaveBeenCalled();

  answers = [200];
  await openApp();
  await outbox.startOutbox();
  expect(asked).toEqual([PHOTO, PHOTO]);
  expect(state()).toBe("done");
});

test("where the command fails, the file stays for the next time", async () => {
  answers = [200];
  fetched.mockReset().mockRejectedValue(new TypeError("failed to fetch"));
  await outbox.enqueue(story);
  await outbox.flush();
  expect(state()).toBe("waiting");
  expect(await (await files.keptFile("expo", "p"))?.text()).toBe("dots");
});

test("a file that is refused is the command's problem, and the command does not go", async () => {
  answers = [422];
  await outbox.enqueue(story);
  await outbox.flush();
  expect(items.outboxItem("expo", "story/1")).toMatchObject({
    state: "refused",
    problem: { code: "photo-unreadable", status: 422 },
  });
  expect(fetched).not.toHaveBeenCalled();
});

test("a command whose file has arrived before goes alone", async () => {
  await outbox.enqueue({ ...story, first: { name: "other", path: "/photos/other" } });
  await outbox.flush();
  expect(asked).toEqual([]);
  expect(state()).toBe("done");
});

test("what nobody wants is dropped, once nobody can want it back", async () => {
  await files.keepFile("expo", "wanted", new Blob(["more"]));
  await files.keepFile("elsewhere", "p", new Blob(["more"]));
  await files.dropUnwanted("expo", new Set(["wanted"]));
  expect(await files.keptFile("expo", "p")).not.toBeNull();

  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 2 * 3_600_000 });
  await files.dropUnwanted("expo", new Set(["wanted"]));
  expect(await files.keptFile("expo", "p")).toBeNull();
  expect(await files.keptFile("expo", "wanted")).not.toBeNull();
  expect(await files.keptFile("elsewhere", "p")).not.toBeNull();
});

test("what waits to be sent is wanted, even where another tab is the one that sends", async () => {
  answers = [null];
  await outbox.enqueue(story);
  await outbox.flush();
  await openApp(); // which has not looked into the outbox yet
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 2 * 3_600_000 });
  await files.dropUnwanted("expo", new Set());
  expect(await files.keptFile("expo", "p")).not.toBeNull();
});

test("whoever leaves a conference leaves no file behind", async () => {
  const { forgetConference } = await import("./forgetting");
  await forgetConference("expo");
  expect(await files.keptFile("expo", "p")).toBeNull();
});
