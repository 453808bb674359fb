import { addReportSchedule, endReportSchedule, reportSchedules } from "./report-schedules.ts";
import { report, reportChoices, reportPeople } from "./report.ts";

/** Reports from the daily close, and when they go by e-mail. */
export const reportEndpoints = {
  addReportSchedule,
  endReportSchedule,
  report,
  reportChoices,
  reportPeople,
  reportSchedules,
} as const;
