// Fails if two features style the same class: whichever page is opened later would decide how both look.
import { readdirSync, readFileSync } from "node:fs";

/** The classes that a sheet styles by themselves, wherever they stand. */
function classesOf(css) {
  const selectors = [...css.replace(/\/\*[\s\S]*?\*\//g, "").matchAll(/([^{};]+)\{/g)];
  return selectors
    .flatMap(([, list]) => list.split(","))
    .flatMap((selector) => /^\s*\.([a-z][\w-]*)\s*$/.exec(selector)?.[1] ?? []);
}

const owners = new Map();
for (const path of readdirSync("src", { recursive: true })) {
  if (!path.endsWith(".css")) continue;
  const [feature] = path.split("/");
  for (const name of classesOf(readFileSync(`src/${path}`, "utf8"))) {
    owners.set(name, new Set([...(owners.get(name) ?? []), feature]));
  }
}
// What `ui` styles is there for all to adapt.
const shared = [...owners].filter(([, features]) => features.size > 1 && !features.has("ui"));
for (const [name, features] of shared) console.error(`.${name} is styled by ${[...features].join(" and ")}`);
process.exitCode = shared.length > 0 ? 1 : 0;
