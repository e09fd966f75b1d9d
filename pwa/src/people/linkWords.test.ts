import { expect, test } from "vitest";
import { linkWords } from "./linkWords";

test("a link says what it makes of whoever taps it", () => {
  expect(linkWords({ kind: "role", role: "host", joined: false }).title).toBe("Become a host");
  expect(linkWords({ kind: "role", role: "organiser", joined: true }).tap).toBe("Be an organiser");
  expect(linkWords({ kind: "screen", role: "attendee", joined: false }).tap).toBe("Show the screen here");
});

test("whoever comes back is warned only where somebody is in already", () => {
  const alone = linkWords({ kind: "recovery", role: "attendee", joined: false });
  const beside = linkWords({ kind: "recovery", role: "attendee", joined: true });
  expect(beside.lines.length).toBe(alone.lines.length + 1);
});
