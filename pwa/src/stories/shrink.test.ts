import { expect, test } from "vitest";
import { whyNot, within } from "./shrink";

test.each([
  [
    { width: 4000, height: 3000 },
    { width: 1600, height: 1200 },
  ],
  [
    { width: 3000, height: 4000 },
    { width: 1200, height: 1600 },
  ],
  [
    { width: 640, height: 480 },
    { width: 640, height: 480 },
  ],
  [
    { width: 20_000, height: 3 },
    { width: 1600, height: 1 },
  ],
])("%o becomes %o", (taken, sent) => {
  expect(within(1600, taken)).toEqual(sent);
});

test.each([
  [{ name: "IMG_0001.HEIC", type: "", size: 9 }, "HEIC"],
  [{ name: "photo", type: "image/heif", size: 9 }, "HEIC"],
  [{ name: "photo.jpg", type: "image/jpeg", size: 0 }, "empty"],
  [{ name: "photo.jpg", type: "image/jpeg", size: 9 }, "damaged"],
])("why there is no photo in %o", (file, why) => {
  expect(whyNot(file)).toContain(why);
  expect(whyNot(file)).toContain("Your words are still here");
});
