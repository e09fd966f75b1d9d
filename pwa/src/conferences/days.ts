/** A day as the server writes it: "2026-12-06". It belongs to no time zone. */
export type Day = string;

const LONG = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});
const SPAN = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

function midnight(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** "Sunday 6 December 2026". */
export function sayDay(day: Day): string {
  return LONG.format(midnight(day)).replace(",", "");
}

/** "22 November 2026", or "22–23 November 2026". */
export function sayDays(first: Day, last: Day): string {
  return first === last ? SPAN.format(midnight(first)) : SPAN.formatRange(midnight(first), midnight(last));
}
