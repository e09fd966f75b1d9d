/** One drawing for each way into the industry. A conference may add ways of its own: those get the signpost. */
const PATHS: Record<string, string> = {
  // a headset
  agent:
    "M4.5 14v-2.5a7.5 7.5 0 0 1 15 0V14M4.5 13h2.5v5H5.5a1 1 0 0 1-1-1zM19.5 13H17v5h1.5a1 1 0 0 0 1-1zM19 18c0 2-2 3-5 3",
  // a clock with half its face for work
  "part-time": "M12 20.5a8.5 8.5 0 1 0 0-17a8.5 8.5 0 0 0 0 17zM12 3.5v17M12 12l4-3",
  // one person speaking for another
  referral:
    "M7 12.5a2.5 2.5 0 1 0 0-5a2.5 2.5 0 0 0 0 5zM2.5 20c.3-3 2-4.5 4.5-4.5s4.2 1.5 4.5 4.5M12 4h9v6.5h-4.5L14 13v-2.5h-2z",
  // across from one box to another
  transfer: "M3 6h6v12H3zM15 6h6v12h-6zM7 12h9M13.5 9.5L16 12l-2.5 2.5",
  // two that become one
  acquisition: "M9 18a6 6 0 1 0 0-12a6 6 0 0 0 0 12zM15 18a6 6 0 1 0 0-12a6 6 0 0 0 0 12z",
  // down, and up again
  turnaround: "M3 7l6 8 4-4 8-6M16 5h5v5M3 20h18",
  // rising columns
  finance: "M4 20v-6h4v6M10 20V10h4v10M16 20V5h4v15M2.5 20h19",
  // a terminal
  it: "M3 5h18v12H3zM8 21h8M7 9l2.5 2L7 13M12 13h4",
  // a cap: learning
  hr: "M12 5l10 4.5L12 14 2 9.5zM6 11.5V16c1.5 1.7 3.5 2.5 6 2.5s4.5-.8 6-2.5v-4.5M22 9.5V15",
  // a megaphone
  sales: "M4 10v4a1 1 0 0 0 1 1h2l9 4.5v-15L7 9H5a1 1 0 0 0-1 1zM8 15.5l1 5h2.5l-1-4M19 9.5a4 4 0 0 1 0 5",
  // a shop front
  frontline: "M4 10v10h16V10M3 8l2-4h14l2 4a3 3 0 0 1-6 0a3 3 0 0 1-6 0a3 3 0 0 1-6 0zM9.5 20v-5.5h5V20",
  // a briefcase
  vendor: "M3.5 8h17v11.5h-17zM9 8V5.5A1.5 1.5 0 0 1 10.5 4h3A1.5 1.5 0 0 1 15 5.5V8M3.5 13h17M12 12v2.5",
  // a signpost
  other: "M12 3v18M12 5h6l2.5 2-2.5 2h-6M12 11H6l-2.5 2L6 15h6M8.5 21h7",
};

/** The icon of a background; silent: its word stands beside it. */
export function BackgroundIcon({ background }: { background: string }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[background] ?? PATHS.other} />
    </svg>
  );
}
