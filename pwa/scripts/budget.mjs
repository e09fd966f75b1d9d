// Weighs the gzipped JavaScript of the build against what a phone on conference Wi-Fi can be asked to fetch.
// Reads dist/ (run `npm run build` first); exits 1 when anything is over.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const DIST = new URL("../dist/", import.meta.url);
const FIRST_PAGE = "src/conferences/JoinPage.tsx";
const INSIDE = "src/app/ConferenceRoutes.tsx"; // what every page of a conference stands on, fetched once
const BUDGETS = { first: 25, page: 12, socket: 16 };

const chunks = JSON.parse(readFileSync(new URL(".vite/manifest.json", DIST), "utf8"));

/** The chunk and everything it imports statically, by file name. */
function files(key, found = new Set()) {
  const chunk = chunks[key];
  if (!chunk) throw new Error(`${key} is not in the build`);
  if (!found.has(chunk.file)) {
    found.add(chunk.file);
    for (const needed of chunk.imports ?? []) files(needed, found);
  }
  return found;
}

const weigh = (names) =>
  [...names].reduce(
    (sum, name) => sum + gzipSync(readFileSync(new URL(name, DIST)), { level: 9 }).length,
    0,
  ) / 1000;

const first = new Set([...files("index.html"), ...files(FIRST_PAGE)]);
const inside = new Set([...first, ...files(INSIDE)]);
const beyond = (key, known) => weigh([...files(key)].filter((name) => !known.has(name)));

const rows = [
  ["first screen", weigh(first), BUDGETS.first],
  ["into a conference", beyond(INSIDE, first), BUDGETS.page],
];
for (const key of Object.keys(chunks)) {
  if (key === FIRST_PAGE || !chunks[key].isDynamicEntry) continue;
  if (key.endsWith("Page.tsx")) rows.push([key.slice("src/".length), beyond(key, inside), BUDGETS.page]);
  if (key.includes("socket.io-client")) rows.push(["socket client", beyond(key, inside), BUDGETS.socket]);
}
if (!rows.some(([name]) => name === "socket client"))
  throw new Error("the socket client has no chunk of its own");

let over = false;
for (const [name, kB, budget] of rows) {
  over ||= kB > budget;
  console.log(
    `${name.padEnd(36)} ${kB.toFixed(1).padStart(6)} of ${budget} kB  ${kB > budget ? "OVER" : "ok"}`,
  );
}
process.exit(over ? 1 : 0);
