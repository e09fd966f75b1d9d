import { describe, expect, test } from "vitest";
import type { KnownFact } from "../contract/types";
import { ALICE, BOB, CAROL, guest, moving, room, snapshot, TALK, table, talk, talking } from "./scenes";
import { applyToRoom, applyToTalk, applyToTalks, newest, type TalkState } from "./store";

const apply = (state: TalkState, fact: KnownFact) => applyToTalk(ALICE, state, fact);
const moved = (view = moving): KnownFact => ({ type: "tables.talk_moved", data: { talk: view } });
const set = (at = table(), view = moving): KnownFact => ({
  type: "tables.table_set",
  data: { talk: view, table: at },
});
const gotUp: KnownFact = { type: "tables.got_up", data: { talk_id: TALK } };
const setting = talk({ phase: "setting", round: 1, version: 2 });
const seated = snapshot({ talk: moving, table: table(), table_number: 1 });

describe("an attendee's talk", () => {
  test("while tables are set and until theirs is told, one is awaited", () => {
    const waiting = apply(apply(snapshot(), moved(setting)), moved(moving));
    expect(waiting).toMatchObject({ talk: moving, table: null, awaited: true });
    expect(apply(waiting, set())).toMatchObject({ table: table(), awaited: false });
  });

  test("who is not checked in awaits nothing", () => {
    expect(apply(snapshot({ here: false }), moved(setting)).awaited).toBe(false);
  });

  test("a table that comes before the clock's move brings the move with it", () => {
    const state = apply(apply(snapshot({ talk: setting, awaited: true }), set()), moved(moving));
    expect(state).toMatchObject({ talk: moving, table: table(), awaited: false });
  });

  test("the table stays from walking to talking, and goes with the round", () => {
    expect(apply(seated, moved(talking)).table).toEqual(table());
    expect(apply(seated, moved(talk({ phase: "setting", round: 2, version: 5 }))).table).toBeNull();
    expect(apply(seated, moved(talk({ phase: "ended", round: 2, version: 9 }))).table).toBeNull();
  });

  test("one in from the next round does not begin to await this one", () => {
    expect(apply(snapshot({ talk: moving }), moved(talking)).awaited).toBe(false);
  });

  test("why one waits is known until the next round, or a chair", () => {
    const waiting = { why: "full", first: true, table: null } as const;
    const state = snapshot({ talk: moving, waiting });
    expect(apply(state, moved(talking)).waiting).toBe(waiting);
    expect(apply(state, moved(talk({ phase: "setting", round: 2, version: 5 }))).waiting).toBeNull();
    expect(apply(state, set()).waiting).toBeNull();
  });

  test("what is old changes nothing", () => {
    const state = snapshot({ talk: talking, table: table({ version: 3 }) });
    expect(apply(state, moved(moving))).toBe(state);
    expect(apply(state, set(table({ version: 2 }), talking)).table?.version).toBe(3);
    const second = { ...state, talk: talk({ phase: "setting", round: 2, version: 6 }), table: null };
    expect(apply(second, set())).toBe(second);
  });

  test("a round that is taken back goes, and the table before it is theirs again", () => {
    const second = table({ id: "second", round: 2 });
    const walking = { ...seated, talk: talk({ ...moving, round: 2, version: 6 }), table: second };
    const back = talk({ ...talking, version: 7 });
    expect(apply(walking, moved(back))).toMatchObject({
      talk: back,
      table: null,
      awaited: true,
      returned: 7,
    });
    const home = apply(apply(walking, moved(back)), set(table(), back));
    expect(home).toMatchObject({ talk: back, table: table() });
    expect(apply(home, set(second, walking.talk))).toEqual(home);
    const over = { ...seated, talk: talk({ phase: "ended", round: 1, version: 6 }), table: null };
    expect(apply(over, set(table(), back))).toMatchObject({ talk: back, table: table() });
  });

  test("who comes and goes is counted", () => {
    const counted = (talk_id: string): KnownFact => ({
      type: "tables.talk_counted",
      data: { talk_id, here: 9 },
    });
    expect(apply(snapshot(), counted(TALK)).talk.here).toBe(9);
    expect(apply(snapshot(), counted("other")).talk.here).toBe(8);
  });

  test("gathering again, nobody has a table", () => {
    expect(apply(seated, moved(talk({ version: 7 })))).toMatchObject({ table: null, awaited: false });
  });

  test("what a host says stands until it is replaced or taken down", () => {
    const said = { id: "1", text: "Please wrap up", at: moving.opened_at, until: moving.opened_at };
    const told = (announcement: typeof said | null, talk_id = TALK): KnownFact => ({
      type: "tables.talk_announced",
      data: { talk_id, announcement },
    });
    const heard = apply(seated, told(said));
    expect(heard.announcement).toEqual(said);
    expect(apply(heard, told(null)).announcement).toBeNull();
    expect(apply(seated, told(said, "other"))).toBe(seated);
    expect(applyToRoom(room(), told(said)).announcement).toEqual(said);
  });

  test("the same fact twice is the same as once", () => {
    for (const fact of [moved(talking), set(table({ version: 2 })), gotUp]) {
      const once = apply(seated, fact);
      expect(apply(once, fact)).toEqual(once);
    }
  });

  test("another's table is not theirs, and theirs without them is theirs no more", () => {
    const others = table({ id: "other", people: [] });
    expect(apply(seated, set(others)).table).toEqual(table());
    expect(apply(seated, set(table({ people: [], version: 2 }))).table).toBeNull();
  });

  test("another talk is another talk", () => {
    expect(apply(seated, moved(talk({ id: "other", version: 99 })))).toBe(seated);
    expect(apply(seated, { type: "tables.got_up", data: { talk_id: "other" } })).toBe(seated);
  });

  test("a chair that a host freed is told from one that was left", () => {
    expect(apply(seated, gotUp)).toMatchObject({ here: false, table: null, gone: "freed" });
    expect(apply({ ...seated, gone: "left" }, gotUp).gone).toBe("left");
  });
});

describe("a snapshot", () => {
  test("is what there is when nothing newer is known", () => {
    expect(newest(seated, null)).toBe(seated);
    expect(newest(seated, snapshot())).toMatchObject({ table: table(), talk: moving });
  });

  test("does not take back what facts told meanwhile", () => {
    const late = snapshot({ number: 9, talk: setting });
    expect(newest(late, seated)).toEqual({ ...seated, number: 9 });
    const passed = { ...seated, table: table({ version: 2 }), table_number: 2 };
    expect(newest(seated, passed)).toMatchObject({ table: { version: 2 }, table_number: 2 });
  });

  test("keeps why one is gone for as long as one is", () => {
    const gone = snapshot({ here: false, gone: "freed" });
    expect(newest(snapshot({ here: false }), gone).gone).toBe("freed");
    expect(newest(snapshot(), gone).gone).toBeUndefined();
  });
});

describe("the conference's talks", () => {
  const listed = (view: ReturnType<typeof talk>): KnownFact => ({
    type: "tables.talk_listed",
    data: { talk: view },
  });

  test("a new one comes first, a known one changes in its place", () => {
    const older = talk({ id: "older", opened_at: "2026-11-23T08:00:00.000Z" });
    const state = applyToTalks({ number: 1, talks_number: 1, talks: [older] }, listed(talk()));
    expect(state.talks.map(({ id }) => id)).toEqual([TALK, "older"]);
    const ended = applyToTalks(state, listed({ ...older, phase: "ended", version: 7 }));
    expect(ended.talks.map(({ phase }) => phase)).toEqual(["gathering", "ended"]);
    expect(applyToTalks(ended, listed(older))).toEqual(ended);
  });
});

describe("the room", () => {
  const bob = guest(BOB, "Bob");
  const carol = guest(CAROL, "Carol");
  const changed: KnownFact = {
    type: "tables.guests_changed",
    data: {
      talk: talk({ here: 2 }),
      people: [carol],
      gone: [ALICE],
      tables: [{ number: 1, heads: 2 }],
      report: null,
    },
  };

  test("takes in who came, who moved and who left", () => {
    const state = applyToRoom(room({ people: [guest(ALICE, "Alice"), bob] }), changed);
    expect(state.people).toEqual([bob, carol]);
    expect(state.tables).toEqual([{ number: 1, heads: 2 }]);
    expect(state.talk.here).toBe(2);
    expect(applyToRoom(state, changed)).toEqual(state);
  });

  test("is set anew with the round", () => {
    const fact: KnownFact = {
      type: "tables.room_set",
      data: { talk: moving, places: { [BOB]: 2 }, tables: [{ number: 2, heads: 1 }], report: null },
    };
    const before = room({ people: [bob, guest(CAROL, "Carol", 1)] });
    const people = [guest(BOB, "Bob", 2), guest(CAROL, "Carol")];
    expect(applyToRoom(before, fact)).toMatchObject({ people, talk: moving, tables: fact.data.tables });
  });

  test("remembers what was done last, in whatever order it is told", () => {
    const act = (move: "pause" | "resume", version: number) =>
      ({ move, by: "Hugo", at: moving.opened_at, version, undo_until: null }) as const;
    const done = (move: "pause" | "resume", version: number): KnownFact => ({
      type: "tables.talk_conducted",
      data: { talk: talk({ ...talking, version }), act: act(move, version) },
    });
    const state = applyToRoom(applyToRoom(room(), done("resume", 6)), done("pause", 5));
    expect(state).toMatchObject({ act: { move: "resume" }, talk: { version: 6 } });
  });

  test("keeps the later of two clocks", () => {
    expect(applyToRoom(room({ talk: talking }), moved(moving)).talk).toBe(talking);
  });
});
