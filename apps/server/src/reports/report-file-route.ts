import { REPORT_FILE_PATH, ReportKind, ReportQuery } from "@fairflow/contract";
import { readReport } from "@fairflow/engine";
import { recordAudit } from "@fairflow/db";
import type { Hono } from "hono";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import type { AppEnv } from "../http/app-env.ts";
import { readerOf } from "../http/handle.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import { reportCsv, reportXlsx } from "./report-files.ts";
import { headOf } from "./report-head.ts";
import { reportPdf } from "./report-pdf.ts";
import { scopeOf } from "./report-scope.ts";

const FileQuery = ReportQuery.extend({
  format: z.enum(["xlsx", "pdf", "csv"]),
  table: z.string().max(64).optional(),
});

const TYPES = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pdf: "application/pdf",
  csv: "text/csv; charset=utf-8",
} as const;

/** What is no JSON: a report as a file. That it was taken is on the trail. */
export function mountReportFiles(app: Hono<AppEnv>, { database, realNow }: AppDeps): void {
  app.get(REPORT_FILE_PATH, async (context) => {
    const reader = await readerOf(context.get("caller"));
    const kind = ReportKind.safeParse(context.req.param("kind")).data;
    if (kind === undefined) throw notFound("report");
    const parsed = FileQuery.safeParse(context.req.query());
    if (!parsed.success)
      throw new HttpError("bad-request", "Name a format, a currency and two days.");
    const { format, table: wanted, ...query } = parsed.data;
    const of = scopeOf(reader, query);
    const [tables, head] = await Promise.all([
      readReport(database, { kind, by: query.by, ...of }),
      headOf(database, kind, of),
    ]);
    await recordAudit(database, [
      {
        actor: { kind: "user", id: reader.kind === "house" ? reader.user.id : reader.client.id },
        action: "report.download",
        subject: { kind: "report", id: kind },
        after: { format, from: query.from, to: query.to, client: of.scope.clientId ?? null },
      },
    ]);
    const table = tables.find(({ id }) => id === wanted) ?? tables[0];
    if (table === undefined) throw notFound("table");
    const body = {
      xlsx: () => reportXlsx(tables, head),
      pdf: () => reportPdf(tables, head, realNow()),
      csv: () => Promise.resolve(Buffer.from(reportCsv(table, head))),
    }[format];
    return new Response(Buffer.from(await body()), {
      headers: {
        "content-type": TYPES[format],
        "content-disposition": `attachment; filename="${kind}-${query.to}.${format}"`,
      },
    });
  });
}
