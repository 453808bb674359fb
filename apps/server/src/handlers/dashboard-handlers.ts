import { dashboardEndpoints } from "@fairflow/contract";
import type { AppDeps } from "../app-deps.ts";
import { figureDetail } from "../dashboard/figure-detail.ts";
import { figurePeople } from "../dashboard/figure-people.ts";
import { readDashboard } from "../dashboard/read-dashboard.ts";
import { handle } from "../http/handle.ts";

/** What a manager steers by, from the figures of each day to the people behind them. */
export function dashboardHandlers(deps: AppDeps) {
  return {
    dashboard: handle(dashboardEndpoints.dashboard, ({ input: { query } }) =>
      readDashboard(deps, query),
    ),
    figureDetail: handle(dashboardEndpoints.figureDetail, ({ input: { params, query } }) =>
      figureDetail(deps, params.figure, query),
    ),
    figurePeople: handle(dashboardEndpoints.figurePeople, ({ input: { params, query }, user }) =>
      figurePeople(deps, { id: params.figure, asked: query, role: user.role }),
    ),
  };
}
