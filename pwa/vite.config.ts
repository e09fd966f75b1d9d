import { defineConfig } from "vitest/config";
import { precache } from "./vite/precache.ts";

const server = process.env.HAPPENSTANCE_SERVER ?? "http://localhost:8000";

// In one piece, or else what some pages do without would split it for everybody, and every piece has its price.
const WHOLE: [RegExp, string][] = [
  [/preact\/(dist|hooks|jsx-runtime)\//, "preact"],
  [/src\/(matching\/more|ui\/marks)\.ts/, "inside"],
];

export default defineConfig({
  resolve: { alias: { "@texts": new URL("../server/texts", import.meta.url).pathname } },
  plugins: [precache(["/manifest.webmanifest", "/icon.svg"])],
  build: {
    assetsInlineLimit: 0, // the Content-Security-Policy allows no data: addresses
    manifest: true,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: ["index.html", "src/sw.ts"],
      output: {
        entryFileNames: (chunk) => (chunk.name === "sw" ? "sw.js" : "assets/[hash:7].js"),
        // Who comes in fetches a list of all that any page needs: the shorter a name, the shorter the list.
        // Which file is what stands in dist/.vite/manifest.json.
        chunkFileNames: "assets/[hash:7].js",
        assetFileNames: "assets/[hash:7][extname]",
        manualChunks: (id) => WHOLE.find(([modules]) => modules.test(id))?.[1],
      },
    },
  },
  server: {
    fs: { allow: [".."] },
    // The Host stays ours, so that the server sees writes come from its own origin.
    proxy: {
      "/api": { target: server, changeOrigin: false },
      "/socket.io": { target: server, changeOrigin: false, ws: true },
    },
  },
  test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"], maxWorkers: 1 },
});
