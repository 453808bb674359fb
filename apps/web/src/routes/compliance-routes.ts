import { RuleKind } from "@fairflow/compliance";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import { BenchForm } from "../compliance/bench/bench-form.ts";
import { RuleGroup } from "../compliance/packs/rule-filter.ts";
import { frame } from "./frame-route.ts";

const compliance = createRoute({
  getParentRoute: () => frame,
  path: "/compliance",
  component: lazyRouteComponent(
    () => import("../compliance/compliance-frame.tsx"),
    "ComplianceFrame",
  ),
});

const packs = createRoute({
  getParentRoute: () => compliance,
  path: "/",
  component: lazyRouteComponent(() => import("../compliance/packs/packs-page.tsx"), "PacksPage"),
});

const pack = createRoute({
  getParentRoute: () => compliance,
  path: "/packs/$id",
  validateSearch: z.object({
    search: z.string().max(200).optional().catch(undefined),
    kind: RuleKind.optional().catch(undefined),
    group: RuleGroup.optional().catch(undefined),
    rule: z.string().max(120).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import("../compliance/packs/pack-page.tsx"), "PackPage"),
});

const comparePack = createRoute({
  getParentRoute: () => compliance,
  path: "/packs/$id/compare",
  validateSearch: z.object({
    from: z.string().max(64).optional().catch(undefined),
    to: z.string().max(64).optional().catch(undefined),
  }),
  component: lazyRouteComponent(
    () => import("../compliance/packs/compare-page.tsx"),
    "ComparePage",
  ),
});

const blocked = createRoute({
  getParentRoute: () => compliance,
  path: "/blocked",
  validateSearch: z.object({ days: z.int().min(1).max(92).default(7).catch(7) }),
  component: lazyRouteComponent(
    () => import("../compliance/blocked/blocked-page.tsx"),
    "BlockedPage",
  ),
});

const houseRules = createRoute({
  getParentRoute: () => compliance,
  path: "/house-rules",
  component: lazyRouteComponent(
    () => import("../compliance/house/house-rules-page.tsx"),
    "HouseRulesPage",
  ),
});

const holidays = createRoute({
  getParentRoute: () => compliance,
  path: "/holidays",
  validateSearch: z.object({ year: z.int().min(1).max(9999).optional().catch(undefined) }),
  component: lazyRouteComponent(
    () => import("../compliance/holidays/holidays-page.tsx"),
    "HolidaysPage",
  ),
});

const bench = createRoute({
  getParentRoute: () => compliance,
  path: "/bench",
  validateSearch: z.object({ case: BenchForm.optional().catch(undefined) }),
  component: lazyRouteComponent(() => import("../compliance/bench/bench-page.tsx"), "BenchPage"),
});

const flowChecks = createRoute({
  getParentRoute: () => compliance,
  path: "/flows",
  component: lazyRouteComponent(
    () => import("../compliance/checks/flow-checks-page.tsx"),
    "FlowChecksPage",
  ),
});

const retention = createRoute({
  getParentRoute: () => compliance,
  path: "/retention",
  /** Which of the people whose time is over are listed. */
  validateSearch: z.object({ show: z.enum(["due", "kept"]).default("due").catch("due") }),
  component: lazyRouteComponent(
    () => import("../compliance/retention/retention-page.tsx"),
    "RetentionPage",
  ),
});

const lawHistory = createRoute({
  getParentRoute: () => compliance,
  path: "/history",
  component: lazyRouteComponent(
    () => import("../compliance/history/law-history-page.tsx"),
    "LawHistoryPage",
  ),
});

export const complianceRoutes = compliance.addChildren([
  packs,
  pack,
  comparePack,
  blocked,
  houseRules,
  holidays,
  bench,
  flowChecks,
  retention,
  lawHistory,
]);
