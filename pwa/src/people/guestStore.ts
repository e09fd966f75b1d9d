import type { Here } from "../app/here";
import type { KnownFact, Schema } from "../contract/types";
import { request } from "../live/api";
import { overhear } from "../live/socket";
import { openStream, type Stream } from "../live/stream";

export type Guest = Schema<"GuestLine">;
export type Guests = Schema<"GuestPage">;

/** Text for finding, as the server folds it: without case and without accents. */
export function fold(text: string): string {
  return text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
}

function folded({ name, organisation }: Guest): string {
  return fold(`${name} ${organisation ?? ""}`).trim();
}

function byName(one: Guest, other: Guest): number {
  const [a, b] = [folded(one), folded(other)];
  if (a !== b) return a < b ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}

/** Pure: the people after a fact of the stream `reviewers`, for an organiser who looks for `find`. */
export function applyToGuests(state: Guests, fact: KnownFact, find: string): Guests {
  switch (fact.type) {
    case "people.guest_changed":
      return { ...putGuest(state, fact.data.guest, find), total: fact.data.total };
    case "people.person_gone":
      return { ...state, people: state.people.filter(({ id }) => id !== fact.data.person_id) };
    default:
      return state;
  }
}

/** Pure: with somebody as they are now. Whoever is on a page not fetched yet comes with it. */
export function putGuest(state: Guests, guest: Guest, find: string): Guests {
  const known = state.people.find(({ id }) => id === guest.id);
  if (known && known.version > guest.version) return state;
  const others = state.people.filter((one) => one !== known);
  const last = state.people.at(-1);
  const beyond = state.next !== null && last !== undefined && byName(last, guest) < 0;
  if (!known && (beyond || !folded(guest).includes(fold(find)))) return state;
  return { ...state, people: [...others, guest].sort(byName) };
}

/** Pure: with a further page at the end. */
export function append(state: Guests, page: Guests): Guests {
  const known = new Set(state.people.map(({ id }) => id));
  const people = [...state.people, ...page.people.filter(({ id }) => !known.has(id))];
  return { ...state, people: people.sort(byName), next: page.next };
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
