import type { PageWords } from "./page-words.ts";

/** `2026-12-05` as `5 December 2026`, in the page's language; what is no date as it is. */
export function spokenDate({ months }: PageWords, date: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  const name = months[Number(month) - 1];
  return year === undefined || name === undefined ? date : `${Number(day)} ${name} ${year}`;
}
