// The usual choice for such a server: Node's Socket.IO as it comes, telling what the benchmark asks for.
import { createServer } from "node:http";
import { Server } from "socket.io";

const http = createServer((asked, answer) => {
  if (asked.url.startsWith("/socket.io/")) return;
  const { pathname, searchParams } = new URL(asked.url, "http://here");
  const told = TAPS[pathname]?.(searchParams);
  answer.writeHead(told ? 200 : 404, { "Content-Type": "application/json" }).end(JSON.stringify(told ?? {}));
});
const io = new Server(http, { transports: ["websocket"] });
const numbers = new Map();

const TAPS = {
  "/longest-hold": () => ({}),
  "/healthz": () => ({ status: "ok" }),
  "/tell": (asked) => tell(["feed"], asked),
  "/tell-tables": (asked) => tell([...Array(Number(asked.get("tables"))).keys()].map((n) => `desk:${n}`), asked),
};

function tell(streams, asked) {
  const text = "x".repeat(Number(asked.get("bytes")));
  for (let again = Number(asked.get("times")); again > 0; again--) {
    for (const stream of streams) {
      const number = (numbers.get(stream) ?? 0) + 1;
      numbers.set(stream, number);
      const fact = { conference: "benchmark", stream, number, type: "benchmarks.told", data: { text } };
      io.to(stream).emit("fact", fact);
    }
  }
  return { told: streams.length };
}

io.on("connection", (socket) => {
  socket.on("subscribe", ({ stream }, answer) => {
    socket.join(stream);
    answer({ number: numbers.get(stream) ?? 0 });
  });
});

http.listen({ port: Number(process.env.PORT), host: "127.0.0.1", backlog: 8192 });
