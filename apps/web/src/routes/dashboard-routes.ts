import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import { frame } from "./frame-route.ts";

const dashboard = createRoute({
  getParentRoute: () => frame,
  path: "/dashboard",
  validateSearch: z.object({ portfolio: z.uuid().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import("../dashboard/dashboard-page.tsx"), "DashboardPage"),
});

const figure = createRoute({
  getParentRoute: () => frame,
  path: "/dashboard/$figure",
  /** `detail`: the part whose people are listed. */
  validateSearch: z.object({
    portfolio: z.uuid().optional().catch(undefined),
    detail: z.string().max(200).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import("../dashboard/figure-page.tsx"), "FigurePage"),
});

export const dashboardRoutes = [dashboard, figure] as const;
