import { addDays, instantAt, isLocalDate, zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";

/** Midnight where the debtor is; undefined while the date is not written out. */
export function startOfDay(date: string, zoneName: string): number | undefined {
  const zone = zoneNamed(zones, zoneName);
  if (zone === undefined || !isLocalDate(date)) return undefined;
  return instantAt(zone, date, 0).getTime();
}

/** The midnight with which a day ends where the debtor is. */
export function endOfDay(date: string, zoneName: string): number | undefined {
  const zone = zoneNamed(zones, zoneName);
  if (zone === undefined || !isLocalDate(date)) return undefined;
  return instantAt(zone, addDays(date, 1), 0).getTime();
}
