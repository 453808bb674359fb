import {
  DASHBOARD_EXPORT_PATH,
  dashboardEndpoints,
  DashboardScope,
  FigureId,
} from "@fairflow/contract";
import { recordAudit } from "@fairflow/db";
import { toCsv, toXlsx } from "@fairflow/exports";
import type { Hono } from "hono";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import type { AppEnv } from "../http/app-env.ts";
import { authorise } from "../http/handle.ts";
import { HttpError } from "../http/http-error.ts";
import { dashboardTables, figureTables } from "./dashboard-tables.ts";
import { figureDetail } from "./figure-detail.ts";
import { readDashboard } from "./read-dashboard.ts";

const Asked = DashboardScope.extend({
  format: z.enum(["csv", "xlsx"]),
  figure: FigureId.optional(),
});

/** The dashboard, or one figure, as a file; CSV has its first table. That it was taken is on the trail. */
export function mountDashboardExport(app: Hono<AppEnv>, deps: AppDeps): void {
  app.get(DASHBOARD_EXPORT_PATH, async (context) => {
    const user = await authorise(dashboardEndpoints.dashboard.policy, context.get("caller"));
    const asked = Asked.safeParse(context.req.query());
    if (!asked.success)
      throw new HttpError("bad-request", "Ask for csv or xlsx, and for a figure that there is.");
    const { format, figure, ...scope } = asked.data;
    const tables =
      figure === undefined
        ? dashboardTables(await readDashboard(deps, scope))
        : figureTables(await figureDetail(deps, figure, scope));
    await recordAudit(deps.database, [
      {
        actor: { kind: "user", id: user.id },
        action: "dashboard.export",
        subject: { kind: "dashboard", id: figure ?? "all" },
        after: { format, ...scope },
      },
    ]);
    const [first] = tables;
    const isCsv = format === "csv" && first !== undefined;
    return new Response(isCsv ? toCsv(first) : Buffer.from(await toXlsx(tables)), {
      headers: {
        "content-type": isCsv ? "text/csv; charset=utf-8" : XLSX,
        "content-disposition": `attachment; filename="${figure ?? "dashboard"}.${format}"`,
      },
    });
  });
}

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
