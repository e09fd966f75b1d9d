/** Drawn on 24 by 24, one stroke weight, in the text's colour. Always beside a word, or inside a labelled control. */
const PATHS = {
  home: "M4 11l8-7 8 7M6 9.5V20h12V9.5M10 20v-6h4v6",
  story:
    "M5 5h14a1.5 1.5 0 0 1 1.5 1.5v9A1.5 1.5 0 0 1 19 17h-7l-5 4v-4H5a1.5 1.5 0 0 1-1.5-1.5v-9A1.5 1.5 0 0 1 5 5zM8 9.5h8M8 13h5",
  feed: "M4 5h10v12H4zM14 9h4.5A1.5 1.5 0 0 1 20 10.5V17a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2M7 8.5h4M7 12h4",
  meet: "M8.5 11a3 3 0 1 0 0-6a3 3 0 0 0 0 6zM16.5 12a2.5 2.5 0 1 0 0-5a2.5 2.5 0 0 0 0 5zM3 19c.4-3.4 2.6-5 5.5-5s5.1 1.6 5.5 5M15.5 15c2.8-.2 5 1.2 5.5 4",
  table:
    "M12 15.5a3.5 3.5 0 1 0 0-7a3.5 3.5 0 0 0 0 7zM9 4.7a8 8 0 0 1 6 0M19.3 9a8 8 0 0 1 0 6M15 19.3a8 8 0 0 1-6 0M4.7 15a8 8 0 0 1 0-6",
  profile: "M12 12a4 4 0 1 0 0-8a4 4 0 0 0 0 8zM4.5 20c.6-4 3.5-6 7.5-6s6.9 2 7.5 6",
  connections: "M9.5 14.5l5-5M8 11l-2.5 2.5a3.5 3.5 0 0 0 5 5L13 16M11 8l2.5-2.5a3.5 3.5 0 0 1 5 5L16 13",
  wave: "M7 13V7.5a1.25 1.25 0 0 1 2.5 0V12M9.5 11V5.25a1.25 1.25 0 0 1 2.5 0V11M12 11V6.25a1.25 1.25 0 0 1 2.5 0V12M14.5 12V8.75a1.25 1.25 0 0 1 2.5 0V15a6 6 0 0 1-6 6c-2.5 0-4-1-5-3l-2.2-4.2a1.3 1.3 0 0 1 2.2-1.3L7 14",
  same: "M5 9.5h14M5 14.5h14",
  review: "M12 20c5 0 8-3.5 9-8c-1-4.5-4-8-9-8s-8 3.5-9 8c1 4.5 4 8 9 8zM8.5 12l2.5 2.5 4.5-5",
  people: "M4 6h16M4 12h16M4 18h10",
  settings: "M4 7h9M17 7h3M15 5v4M4 17h3M11 17h9M9 15v4",
  screen: "M3.5 5h17v11h-17zM9 20h6M12 16v4",
  host: "M12 14.5a3 3 0 0 0 3-3v-5a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3zM6 11.5a6 6 0 0 0 12 0M12 17.5V21",
  back: "M15 5l-7 7 7 7",
  next: "M9 5l7 7-7 7",
  up: "M12 19V5M6 11l6-6 6 6",
  door: "M6 21V3.5h9.5V21M3 21h18M15.5 3.5L19 6v15M12 12.5v.2",
  announce: "M4 10v4a1 1 0 0 0 1 1h2l9 4.5v-15L7 9H5a1 1 0 0 0-1 1zM8 15.5l1 5h2.5l-1-4M19 9.5a4 4 0 0 1 0 5",
  close: "M6 6l12 12M18 6L6 18",
  check: "M5 12.5l4.5 4.5L19 7.5",
  plus: "M12 5v14M5 12h14",
  clock: "M12 20a8 8 0 1 0 0-16a8 8 0 0 0 0 16zM12 7.5V12l3 2",
  pause: "M9 6v12M15 6v12",
  play: "M8 5.5l10 6.5-10 6.5z",
  bookmark: "M7 4h10v16l-5-4l-5 4z",
  search: "M11 18a7 7 0 1 0 0-14a7 7 0 0 0 0 14zM16.2 16.2L20 20",
  warning: "M12 4l9 16H3zM12 10v4M12 17v.2",
  offline:
    "M3 9a14 14 0 0 1 4-2.5M21 9a14 14 0 0 0-9-3.5M6.5 13a9 9 0 0 1 4-2M17.5 13a9 9 0 0 0-2-1.3M12 18v.2M4 4l16 16",
  hide: "M4 4l16 16M10 5.3c.6-.2 1.3-.3 2-.3c5 0 8 3.5 9 7a11 11 0 0 1-2.3 4M6 7.5A11 11 0 0 0 3 12c1 4 4 7 9 7a9 9 0 0 0 4-.9",
  more: "M4.5 12a.5.5 0 1 0 1 0a.5.5 0 1 0-1 0zM11.5 12a.5.5 0 1 0 1 0a.5.5 0 1 0-1 0zM18.5 12a.5.5 0 1 0 1 0a.5.5 0 1 0-1 0z",
} as const;

export type IconName = keyof typeof PATHS;

/** A small drawn sign; silent for screen readers. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
