import { localTime, type Zone } from "@fairflow/calendar";
import type { WeekDay } from "./week-days.ts";

export interface MomentLineProps {
  readonly day: WeekDay;
  readonly atMs: number;
  readonly zone: Zone;
}

const MINUTES = 1440;

/** Where in a day the moment lies that is asked about; nothing in other days. */
export function MomentLine({ day, atMs, zone }: MomentLineProps) {
  const { date, minute } = localTime(zone, new Date(atMs));
  if (date !== day.date) return null;
  return (
    <span
      aria-hidden
      className="pointer-events-none absolute inset-x-0 z-1 border-t-2 border-ink"
      style={{ top: `${(100 * minute) / MINUTES}%` }}
    />
  );
}
