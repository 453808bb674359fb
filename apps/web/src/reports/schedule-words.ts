import type { ReportScheduleView } from "@fairflow/contract";

export const REPORT_NAMES = {
  rolls: "Roll rates and cures",
  ageing: "Ageing",
  vintages: "Vintages",
  collecting: "Collecting",
} as const;

export const WEEKDAYS = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;

export const SENDING_WORDS = {
  claimed: "may have left",
  sent: "sent",
  waiting: "is tried again",
  failed: "was refused",
} as const;

/** As in `Every Monday at 07:00 (Africa/Johannesburg)`. */
export function sayRhythm({
  rhythm,
  weekday,
  hour,
  zone,
}: Pick<ReportScheduleView, "rhythm" | "weekday" | "hour" | "zone">): string {
  const at = `at ${String(hour).padStart(2, "0")}:00 (${zone})`;
  switch (rhythm) {
    case "daily":
      return `Every day ${at}`;
    case "weekly":
      return `Every ${WEEKDAYS[(weekday ?? 1) - 1] ?? "week"} ${at}`;
    case "monthly":
      return `On the first of the month ${at}`;
  }
}
