import { instantAt, isLocalDate, zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";

/**
 * The instant of a wall time such as `2026-11-24T08:30`, as a `datetime-local` field says it.
 *
 * @param zone by name; the browser's own while it is not known
 * @returns ms since 1970; undefined for what is no time
 */
export function instantOfWallTime(local: string, zone: string | undefined): number | undefined {
  const [, date = "", hours, minutes] =
    /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)/.exec(local) ?? [];
  if (!isLocalDate(date)) return undefined;
  const table = zone === undefined ? undefined : zoneNamed(zones, zone);
  if (table === undefined) return new Date(local).getTime();
  return instantAt(table, date, Number(hours) * 60 + Number(minutes)).getTime();
}
