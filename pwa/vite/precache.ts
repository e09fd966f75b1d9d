import { createHash } from "node:crypto";
import type { Plugin } from "vite";

/**
 * Tells the service worker which files make up this version of the app.
 *
 * `sw.ts` is an entry of its own that imports nothing. Once everything else has its name, the words
 * `__PRECACHE__` and `__VERSION__` in it become the list of addresses and a digest of their contents.
 */
export function precache(extra: readonly string[]): Plugin {
  return {
    name: "precache",
    apply: "build",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const worker = bundle["sw.js"];
        if (worker?.type !== "chunk") this.error("the service worker was not built as sw.js");
        const digest = createHash("sha256");
        const files: string[] = [];
        for (const [name, output] of Object.entries(bundle).sort(([a], [b]) => a.localeCompare(b))) {
          if (output === worker || name.endsWith(".json")) continue;
          digest.update(name).update(output.type === "chunk" ? output.code : output.source);
          files.push(name === "index.html" ? "/" : `/${name}`);
        }
        worker.code = worker.code
          .replaceAll("__PRECACHE__", JSON.stringify([...files, ...extra]))
          .replaceAll("__VERSION__", JSON.stringify(digest.update(worker.code).digest("hex").slice(0, 12)));
      },
    },
  };
}
