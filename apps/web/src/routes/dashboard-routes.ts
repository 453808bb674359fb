import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import { frame } from "./frame-route.ts";

/** Whose figures are shown; everybody's where neither is named. */
const Scope = z.object({
  client: z.uuid().optional().catch(undefined),
  portfolio: z.uuid().optional().catch(undefined),
});

const dashboard = createRoute({
  getParentRoute: () => frame,
  path: "/dashboard",
  validateSearch: Scope,
  component: lazyRouteComponent(() => import("../dashboard/dashboard-page.tsx"), "DashboardPage"),
});

const figure = createRoute({
  getParentRoute: () => frame,
  path: "/dashboard/$figure",
  /** `detail`: the part whose people are listed. */
  validateSearch: Scope.extend({ detail: z.string().max(200).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import("../dashboard/figure-page.tsx"), "FigurePage"),
});

export const dashboardRoutes = [dashboard, figure] as const;
