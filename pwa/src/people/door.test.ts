import { afterEach, beforeEach, expect, test, vi } from "vitest";

const fetched = vi.fn<typeof fetch>();
vi.stubGlobal("fetch", fetched);
vi.mock("../live/socket", () => ({ reconnect: () => {} }));

let door: typeof import("./door");

beforeEach(async () => {
  localStorage.clear();
  vi.resetModules();
  door = await import("./door");
});

afterEach(() => fetched.mockReset());

function answer(status: number, body: object): Response {
  return new Response(JSON.stringify(body), { status });
}

function asked(): string[] {
  return fetched.mock.calls.map(([path, init]) => `${init?.method} ${path}`);
}

test("an address carries a code as it stands on the poster, or the token of its QR code", () => {
  expect(door.keyIn("nata 67uu")).toEqual({ code: "NATA67UU" });
  expect(door.keyIn("NATA-67UU")).toEqual({ code: "NATA67UU" });
  expect(door.keyIn("T_ajDkNuvinQSAbg")).toEqual({ token: "T_ajDkNuvinQSAbg" });
  expect(door.keyIn("")).toBeNull();
});

test("a phone that is new here is made known before it knocks", async () => {
  fetched.mockResolvedValueOnce(answer(200, { conferences: [] }));
  fetched.mockResolvedValueOnce(answer(200, { slug: "expo" }));
  await expect(door.lookIn({ code: "NATA67UU" })).resolves.toEqual({ slug: "expo" });
  expect(asked()).toEqual(["GET /api/v1/me", "POST /api/v1/door"]);
});

test("a phone whose cookie has been cleared knocks once more, and no more than once", async () => {
  localStorage.setItem("attendances", "[]");
  vi.resetModules();
  door = await import("./door");
  const unknown = { code: "unknown-device", detail: "We have not met this phone yet." };
  fetched.mockImplementation(async (path) =>
    String(path).endsWith("/me") ? answer(200, { conferences: [] }) : answer(401, unknown),
  );
  await expect(door.lookAtLink("T_ajDkNuvinQSAbg")).rejects.toMatchObject({ code: "unknown-device" });
  expect(asked()).toEqual(["POST /api/v1/links/look", "GET /api/v1/me", "POST /api/v1/links/look"]);
});

test("whoever is refused is refused at once", async () => {
  fetched.mockResolvedValueOnce(answer(200, { conferences: [] }));
  fetched.mockResolvedValueOnce(answer(404, { code: "wrong-code" }));
  await expect(door.lookIn({ code: "WRONG" })).rejects.toMatchObject({ code: "wrong-code" });
  expect(fetched).toHaveBeenCalledTimes(2);
});
