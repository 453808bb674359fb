import type { WeekPart } from "@fairflow/contract";
import { formatDay, formatInstant, formatTime } from "../../server/format.ts";
import { lookOf, weekLooks } from "./week-look.ts";

const MINUTES = 1440;

/** As in `08:00 to 20:00`. */
export function hoursWords({ fromMs, toMs, toMinute }: WeekPart, zone: string): string {
  const end = toMinute === MINUTES ? "24:00" : formatTime(toMs, zone);
  return `${formatTime(fromMs, zone)} to ${end}`;
}

/** As in `Tuesday 24 November 2026, 08:00 to 20:00: allowed`. */
export function partWords(part: WeekPart, zone: string): string {
  const { word } = weekLooks[lookOf(part)];
  return `${formatDay(part.fromMs, zone)}, ${hoursWords(part, zone)}: ${word}`;
}

/** What no rule says: until when it waits, or why the gate could not judge; empty where there is nothing to add. */
export function remarkWords({ kind, untilMs, reason, rules }: WeekPart, zone: string): string {
  if (kind === "deferred" && untilMs !== null) {
    return `It may go from ${formatInstant(untilMs, zone)} on.`;
  }
  if (reason !== null) return reason;
  return kind === "allowed" && rules.length === 0 ? "No rule keeps it back." : "";
}
