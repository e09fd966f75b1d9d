import type { Here } from "../app/here";
import type { Schema } from "../contract/types";
import { ProblemError, request } from "../live/api";
import { uuid } from "../live/uuid";
import { left, timerOf } from "./view";

type Talk = Schema<"TalkView">;
export type Move = Schema<"CommandIn">["move"];

/** A host's command, under the name that this phone gave it: sent again, it happens once. */
export interface Command {
  id: string;
  move: Move;
  /** The version of the talk that it was decided on. */
  version: number;
}

/** A command decided on what the host sees now. */
export function command(talk: Talk, move: Move): Command {
  return { id: uuid(), move, version: talk.version };
}

const PATIENCE_MS = 5_000;
const PAUSES_MS = [500, 1_500, 3_000];

/**
 * Send a command, and again under the same name while no answer comes.
 *
 * Resolves to the talk as the command left it. Throws `ProblemError`: `version-conflict` when the talk had moved
 * already, `not-now`, `nobody-to-seat`, or what stood in the way when no answer came at all.
 */
export async function send(here: Here, talk: string, { id, ...body }: Command): Promise<Talk> {
  for (let turn = 0; ; turn++) {
    try {
      const path = here.path(`/talks/${talk}/commands/${id}`);
      return await request<Talk>("PUT", path, body, { timeout: PATIENCE_MS });
    } catch (error) {
      const pause = PAUSES_MS[turn];
      if (!(error instanceof ProblemError) || !error.isPassing || pause === undefined) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.max(pause, error.retryAfter ?? 0)));
    }
  }
}

/** Pure: what to tell a host whose command came second; null when that was not the reason. */
export function faster(error: unknown): string | null {
  if (!(error instanceof ProblemError) || error.code !== "version-conflict") return null;
  const { by } = error.params;
  return `${typeof by === "string" ? by : "The clock"} was a moment faster. This is how it is now.`;
}

/** What comes next in a talk: the words on the one big button. */
export interface Next {
  label: string;
  /** Null while there is nothing for a host to do. */
  move: Move | null;
  /** What the host can say to the room now. */
  script: string;
  /** Why it cannot be done yet. */
  hindrance?: string;
}

const FEWEST = 2;

/** Pure: what comes next; null when the talk is over. */
export function nextOf(talk: Talk): Next | null {
  switch (talk.phase) {
    case "gathering":
      return {
        label: "Set the tables",
        move: "start",
        script: "“Open Happenstance, tap the talk, and say that you’re here.”",
        ...(talk.here < FEWEST && { hindrance: "At least two people must be here." }),
      };
    case "setting":
      return {
        label: "Setting the tables",
        move: null,
        script: "“One moment, your table is on its way to your phone.”",
      };
    case "ended":
      return null;
    default:
      if (talk.paused_left !== null) {
        return { label: "Go on", move: "resume", script: "“We’ll stop the clock for a moment.”" };
      }
      return talk.phase === "moving" ? walking(talk) : talking(talk);
  }
}

const FIND = "Your phone shows a number, a colour and a shape. Find that table and say hello.";
const MOVE_ON: Readonly<Record<Talk["mode"], string>> = {
  rotate: "“New table, new people. Your phone shows you where.”",
  "hosts-stay": "“Hosts, stay where you are. Everybody else: your phone shows your next table.”",
  "one-to-one": "“New table, somebody new. Your phone shows you where, and why you two.”",
  open: "",
};

function walking(talk: Talk): Next {
  const stay = talk.mode === "hosts-stay" ? " Hosts, that table is yours for every round." : "";
  return {
    label: "Start talking now",
    move: "go-on",
    script: talk.round === 1 ? `“${FIND}${stay}”` : MOVE_ON[talk.mode],
  };
}

function talking(talk: Talk): Next {
  if (talk.round < talk.rounds) {
    const script =
      talk.mode === "one-to-one"
        ? "“Your phone says why you two. Halfway, let the other one ask.”"
        : "“Everyone who likes has a turn. Passing is fine.”";
    return { label: `On to round ${talk.round + 1}`, move: "go-on", script };
  }
  return {
    label: "Finish the last round",
    move: "go-on",
    script: "“This is the last round. At the end your phone shows whom you sat with.”",
  };
}

/** Pure: whether tables are set and nobody has talked at them yet, so that the room can gather again. */
export function notBegun({ phase, round }: Talk): boolean {
  return round === 1 && (phase === "setting" || phase === "moving");
}

const HASTY_MS = 30_000;

/** Pure: whether a move would cut off so much of the talking that it is worth a question. */
export function cutsOff(talk: Talk, move: Move, now: number): boolean {
  const timer = talk.phase === "talking" && move === "go-on" ? timerOf(talk) : null;
  return timer !== null && left(timer, now) > HASTY_MS;
}
