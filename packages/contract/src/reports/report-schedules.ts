import { z } from "zod";
import { Done, endpoint } from "../endpoint.ts";
import { only } from "../role.ts";
import { Id, InstantMs } from "../values.ts";
import { Currency, ReportBy, ReportKind } from "./report.ts";

/** When a report goes, and what it looks back over. */
export const ReportScheduleInput = z
  .strictObject({
    kind: ReportKind,
    clientId: Id.nullable(),
    currency: Currency,
    by: ReportBy,
    period: z.enum(["week", "month"]),
    rhythm: z.enum(["daily", "weekly", "monthly"]),
    /** 1 is Monday; null unless weekly. */
    weekday: z.int().min(1).max(7).nullable(),
    hour: z.int().min(0).max(23),
    zone: z.string().max(64),
    recipients: z.array(z.string().max(64)).min(1).max(20),
  })
  .refine(({ rhythm, weekday }) => (rhythm === "weekly") === (weekday !== null), {
    message: "Name the day of the week of a weekly report, and of no other",
  });
export type ReportScheduleInput = z.infer<typeof ReportScheduleInput>;

const Sending = z.strictObject({
  dueMs: InstantMs,
  to: z.string(),
  /** `claimed`: it is on its way, or nobody knows whether it left. */
  status: z.enum(["claimed", "sent", "waiting", "failed"]),
  code: z.string().nullable(),
});

export const ReportScheduleView = z.strictObject({
  id: Id,
  ...ReportScheduleInput.shape,
  clientName: z.string().nullable(),
  recipientNames: z.array(z.string()),
  nextMs: InstantMs.nullable(),
  latest: z.array(Sending),
});
export type ReportScheduleView = z.infer<typeof ReportScheduleView>;

export const reportSchedules = endpoint({
  method: "GET",
  path: "/api/report-schedules",
  summary:
    "Reports that go by e-mail at a set hour, with what was sent last, and to whom they may go",
  input: {},
  output: z.strictObject({
    schedules: z.array(ReportScheduleView),
    people: z.array(z.strictObject({ id: z.string(), name: z.string(), clientId: Id.nullable() })),
    zone: z.string(),
  }),
  policy: only("admin", "manager"),
});

export const addReportSchedule = endpoint({
  method: "POST",
  path: "/api/report-schedules",
  summary:
    "Sends a report by e-mail from now on; somebody of a client gets reports of that client alone",
  input: { body: ReportScheduleInput },
  output: z.strictObject({ id: Id }),
  policy: only("admin", "manager"),
});

export const endReportSchedule = endpoint({
  method: "DELETE",
  path: "/api/report-schedules/:id",
  summary: "Sends a report no more",
  input: { params: z.strictObject({ id: Id }) },
  output: Done,
  policy: only("admin", "manager"),
});
