import type { Here } from "../app/here";
import type { KnownFact, Schema } from "../contract/types";
import { request } from "../live/api";
import { overhear } from "../live/socket";
import { openStream, type Stream } from "../live/stream";
import { fold } from "../ui/fold";

export type Guest = Schema<"GuestLine">;
export type Guests = Schema<"GuestPage">;

const keys = new WeakMap<Guest, string>();

/** What somebody is found and sorted by; worked out once, for there are hundreds. */
function folded(guest: Guest): string {
  const key = keys.get(guest) ?? fold(`${guest.name} ${guest.organisation ?? ""}`).trim();
  keys.set(guest, key);
  return key;
}

/** Pure: those who have `find` in their name or organisation. */
export function narrow(state: Guests, find: string): Guests {
  const wanted = fold(find);
  return wanted.trim()
    ? { ...state, people: state.people.filter((one) => folded(one).includes(wanted)) }
    : state;
}

/** Pure: the people after a fact of the stream `reviewers`, for an organiser who looks for `find`. */
export function applyToGuests(state: Guests, fact: KnownFact, find: string): Guests {
  switch (fact.type) {
    case "people.guest_changed":
      return { ...putGuest(state, fact.data.guest, find), total: fact.data.total };
    case "people.person_gone":
      return dropGuest(state, fact.data.person_id);
    default:
      return state;
  }
}

/** Pure: with somebody as they are now. Whoever is on a page not fetched yet comes with it. */
export function putGuest(state: Guests, guest: Guest, find: string): Guests {
  const known = state.people.find(({ id }) => id === guest.id);
  if (known && known.version > guest.version) return state;
  const key = folded(guest);
  if (!known && !key.includes(fold(find))) return state;
  const others = state.people.filter((one) => one !== known);
  const at = others.findIndex((one) => {
    const other = folded(one);
    return key < other || (key === other && guest.id < one.id);
  });
  if (!known && at < 0 && state.next !== null) return state;
  others.splice(at < 0 ? others.length : at, 0, guest);
  return { ...state, people: others };
}

/** Pure: without somebody. */
export function dropGuest(state: Guests, id: string): Guests {
  const people = state.people.filter((one) => one.id !== id);
  return people.length === state.people.length ? state : { ...state, people, total: state.total - 1 };
}

/** Pure: with a further page at the end; a list that begins anew takes its place. */
export function append(state: Guests, page: Guests): Guests {
  if (page.anew) return page;
  const known = new Map(state.people.map(({ id, version }) => [id, version]));
  const fresh = page.people.filter(({ id, version }) => version > (known.get(id) ?? 0));
  const renewed = new Set(fresh.map(({ id }) => id));
  const people = [...state.people.filter(({ id }) => !renewed.has(id)), ...fresh];
  return { ...state, people, next: page.next };
}

export interface GuestStream extends Stream<Guests> {
  /** Fetch the next page, if there is one. Throws ProblemError. */
  more: () => Promise<void>;
}

/** Follow the people of the conference, or those with `find` in their name or organisation. For organisers. */
export function openGuests(here: Here, find: string): GuestStream {
  function fetchPage(after: string | null, signal?: AbortSignal): Promise<Guests> {
    const asked = new URLSearchParams({ find, ...(after !== null && { after }) });
    return request("GET", here.path(`/guests?${asked}`), undefined, signal && { signal });
  }

  const stream = openStream<Guests>({
    conference: here.slug,
    stream: "reviewers",
    keptAs: find === "" ? "guests" : null,
    async load(signal, known) {
      let page = await fetchPage(null, signal);
      while (page.next !== null && page.people.length < (known()?.people.length ?? 0)) {
        page = append(page, await fetchPage(page.next, signal));
      }
      return page;
    },
    apply: (state, fact) => applyToGuests(state, fact, find),
  });
  // Whoever goes is not counted in the fact, and may have been on a page not fetched.
  const end = overhear(here.slug, "reviewers", (_stream, _number, { type }) => {
    if (type === "people.person_gone") void stream.refresh();
  });
  return {
    ...stream,
    async more() {
      const after = stream.state.value?.next;
      if (after == null) return;
      const page = await fetchPage(after);
      stream.amend((state) => (state.next === after ? append(state, page) : state));
    },
    close() {
      end();
      stream.close();
    },
  };
}
