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
let rounds = 0;

const TAPS = {
  "/longest-hold": () => ({}),
  "/healthz": () => ({ status: "ok" }),
  "/tell": (asked) => {
    for (let again = Number(asked.get("times")); again > 0; again--) tell("feed", "feed", asked);
    return { told: 1 };
  },
  "/lay-tables": () => ({ round: ++rounds }),
  "/tell-tables": (asked) => {
    const tables = Number(asked.get("tables"));
    for (let n = 0; n < tables; n++) tell(`desk:${n}`, `desk:${n}:${rounds}`, asked);
    return { told: tables };
  },
};

function tell(room, stream, asked) {
  const number = (numbers.get(stream) ?? 0) + 1;
  numbers.set(stream, number);
  const data = { text: "x".repeat(Number(asked.get("bytes"))) };
  io.to(room).emit("fact", { conference: "benchmark", stream, number, type: "benchmarks.told", data });
}

io.on("connection", (socket) => {
  socket.on("subscribe", ({ stream }, answer) => {
    socket.join(stream);
    answer({ number: numbers.get(stream) ?? 0 });
  });
});

http.listen({ port: Number(process.env.PORT), host: "127.0.0.1", backlog: 8192 });
