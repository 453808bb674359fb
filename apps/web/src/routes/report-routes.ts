import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { z } from "zod";
import { ReportSearch } from "../reports/report-search.ts";
import { queryClient } from "../server/query-client.ts";
import { sessionQuery } from "../session/use-session.ts";
import { frame } from "./frame-route.ts";
import { root } from "./root-route.ts";

const reports = createRoute({
  getParentRoute: () => frame,
  path: "/reports",
  validateSearch: ReportSearch,
  component: lazyRouteComponent(() => import("../reports/reports-page.tsx"), "ReportsPage"),
});

const experiments = createRoute({
  getParentRoute: () => frame,
  path: "/experiments",
  /** The one that is opened. */
  validateSearch: z.object({
    flow: z.uuid().optional().catch(undefined),
    node: z.string().max(64).optional().catch(undefined),
    /** The share and its figure whose people are shown. */
    arm: z.string().max(64).optional().catch(undefined),
    figure: z
      .enum(["drawn", "counted", "paid", "complaints", "opt-outs"])
      .optional()
      .catch(undefined),
  }),
  component: lazyRouteComponent(
    () => import("../experiments/experiments-page.tsx"),
    "ExperimentsPage",
  ),
});

export const reportRoutes = [reports, experiments] as const;

/** All that somebody of a client has: outside the frame, which asks for what is the house's. */
export const clientRoute = createRoute({
  getParentRoute: () => root,
  path: "/client",
  validateSearch: ReportSearch,
  component: lazyRouteComponent(() => import("../reports/client-page.tsx"), "ClientPage"),
  beforeLoad: async () => {
    const { reader } = await queryClient.ensureQueryData(sessionQuery);
    if (reader === null) throw redirect({ to: "/" });
  },
});
