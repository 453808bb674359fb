import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { z } from "zod";
import { BenchForm } from "./compliance/bench/bench-form.ts";
import { RuleGroup } from "./compliance/packs/rule-filter.ts";
import { RuleKind } from "./compliance/packs/rule-kinds.ts";
import { AppFrame } from "./frame/app-frame.tsx";
import { NotFound } from "./frame/not-found.tsx";
import { PageFailed } from "./frame/page-failed.tsx";
import { queryClient } from "./server/query-client.ts";
import { SignInPage } from "./session/sign-in-page.tsx";
import { sessionQuery } from "./session/use-session.ts";

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: PageFailed,
  loader: () => queryClient.ensureQueryData(sessionQuery),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  // Only a path of this site: a sign-in page that sends people elsewhere is a gift to thieves.
  validateSearch: z.object({
    next: z
      .string()
      .regex(/^\/(?!\/)/)
      .optional()
      .catch(undefined),
  }),
  component: SignInPage,
});

const firstAdmin = createRoute({
  getParentRoute: () => root,
  path: "/first-admin",
  validateSearch: z.object({ token: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import("./session/first-admin-page.tsx"), "FirstAdminPage"),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitations/$token",
  component: lazyRouteComponent(() => import("./session/invitation-page.tsx"), "InvitationPage"),
});

const frame = createRoute({
  getParentRoute: () => root,
  id: "frame",
  component: AppFrame,
  beforeLoad: async ({ location }) => {
    const { user } = await queryClient.ensureQueryData(sessionQuery);
    if (user !== null) return;
    const next = location.pathname === "/" ? undefined : location.href;
    throw redirect({ to: "/sign-in", search: { next } });
  },
});

const home = createRoute({
  getParentRoute: () => frame,
  path: "/",
  component: lazyRouteComponent(() => import("./home/home-page.tsx"), "HomePage"),
});
const flows = createRoute({
  getParentRoute: () => frame,
  path: "/flows",
  component: lazyRouteComponent(() => import("./flows/flows-page.tsx"), "FlowsPage"),
});

const builder = createRoute({
  getParentRoute: () => frame,
  path: "/flows/$id",
  validateSearch: z.object({
    mode: z.enum(["edit", "live", "simulate"]).default("edit").catch("edit"),
    view: z.enum(["canvas", "outline", "json"]).optional().catch(undefined),
    version: z.int().positive().optional().catch(undefined),
    from: z.iso.date().optional().catch(undefined),
    to: z.iso.date().optional().catch(undefined),
    segment: z.string().max(64).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import("./builder/builder-page.tsx"), "BuilderPage"),
});

const review = createRoute({
  getParentRoute: () => frame,
  path: "/flows/$id/review",
  component: lazyRouteComponent(() => import("./builder/review/review-page.tsx"), "ReviewPage"),
});

const versions = createRoute({
  getParentRoute: () => frame,
  path: "/flows/$id/versions",
  /** `version`: the one that is looked at; `against`: the one that it is compared with, or the draft. */
  validateSearch: z.object({
    version: z.int().positive().optional().catch(undefined),
    against: z
      .union([z.int().positive(), z.literal("draft")])
      .optional()
      .catch(undefined),
  }),
  component: lazyRouteComponent(
    () => import("./builder/versions/versions-page.tsx"),
    "VersionsPage",
  ),
});

const moving = createRoute({
  getParentRoute: () => frame,
  path: "/flows/$id/moving",
  /** `from` and `to`: versions between which a move is planned; `move`: one that is. */
  validateSearch: z.object({
    from: z.int().positive().optional().catch(undefined),
    to: z.int().positive().optional().catch(undefined),
    move: z.uuid().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import("./builder/moving/moving-page.tsx"), "MovingPage"),
});

const debtors = createRoute({
  getParentRoute: () => frame,
  path: "/debtors",
  validateSearch: z.object({ search: z.string().max(200).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import("./debtors/debtors-page.tsx"), "DebtorsPage"),
});

const debtor = createRoute({
  getParentRoute: () => frame,
  path: "/debtors/$id",
  /** `why`: the attempt whose reasons are shown. */
  validateSearch: z.object({ why: z.uuid().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import("./debtors/debtor-page.tsx"), "DebtorPage"),
});

const tasks = createRoute({
  getParentRoute: () => frame,
  path: "/tasks",
  /** `task`: the one that is opened. */
  validateSearch: z.object({
    kind: z.string().max(40).optional().catch(undefined),
    task: z.uuid().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import("./tasks/tasks-page.tsx"), "TasksPage"),
});

const compliance = createRoute({
  getParentRoute: () => frame,
  path: "/compliance",
  component: lazyRouteComponent(
    () => import("./compliance/compliance-frame.tsx"),
    "ComplianceFrame",
  ),
});

const packs = createRoute({
  getParentRoute: () => compliance,
  path: "/",
  component: lazyRouteComponent(() => import("./compliance/packs/packs-page.tsx"), "PacksPage"),
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
  component: lazyRouteComponent(() => import("./compliance/packs/pack-page.tsx"), "PackPage"),
});

const comparePack = createRoute({
  getParentRoute: () => compliance,
  path: "/packs/$id/compare",
  validateSearch: z.object({
    from: z.string().max(64).optional().catch(undefined),
    to: z.string().max(64).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import("./compliance/packs/compare-page.tsx"), "ComparePage"),
});

const blocked = createRoute({
  getParentRoute: () => compliance,
  path: "/blocked",
  validateSearch: z.object({ days: z.int().min(1).max(92).default(7).catch(7) }),
  component: lazyRouteComponent(
    () => import("./compliance/blocked/blocked-page.tsx"),
    "BlockedPage",
  ),
});

const houseRules = createRoute({
  getParentRoute: () => compliance,
  path: "/house-rules",
  component: lazyRouteComponent(
    () => import("./compliance/house/house-rules-page.tsx"),
    "HouseRulesPage",
  ),
});

const holidays = createRoute({
  getParentRoute: () => compliance,
  path: "/holidays",
  validateSearch: z.object({ year: z.int().min(1).max(9999).optional().catch(undefined) }),
  component: lazyRouteComponent(
    () => import("./compliance/holidays/holidays-page.tsx"),
    "HolidaysPage",
  ),
});

const bench = createRoute({
  getParentRoute: () => compliance,
  path: "/bench",
  validateSearch: z.object({ case: BenchForm.optional().catch(undefined) }),
  component: lazyRouteComponent(() => import("./compliance/bench/bench-page.tsx"), "BenchPage"),
});

const flowChecks = createRoute({
  getParentRoute: () => compliance,
  path: "/flows",
  component: lazyRouteComponent(
    () => import("./compliance/checks/flow-checks-page.tsx"),
    "FlowChecksPage",
  ),
});

const lawHistory = createRoute({
  getParentRoute: () => compliance,
  path: "/history",
  component: lazyRouteComponent(
    () => import("./compliance/history/law-history-page.tsx"),
    "LawHistoryPage",
  ),
});

const segments = createRoute({
  getParentRoute: () => frame,
  path: "/segments",
  validateSearch: z.object({ search: z.string().max(200).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import("./segments/segments-page.tsx"), "SegmentsPage"),
});

const segment = createRoute({
  getParentRoute: () => frame,
  path: "/segments/$id",
  component: lazyRouteComponent(() => import("./segments/segment-page.tsx"), "SegmentPage"),
});

const imports = createRoute({
  getParentRoute: () => frame,
  path: "/imports",
  component: lazyRouteComponent(() => import("./imports/imports-page.tsx"), "ImportsPage"),
});

const importWizard = createRoute({
  getParentRoute: () => frame,
  path: "/imports/$id",
  component: lazyRouteComponent(() => import("./imports/import-page.tsx"), "ImportPage"),
});

const sandbox = createRoute({
  getParentRoute: () => frame,
  path: "/sandbox",
  validateSearch: z.object({
    person: z.uuid().optional().catch(undefined),
    search: z.string().max(200).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import("./sandbox/sandbox-page.tsx"), "SandboxPage"),
});

const users = createRoute({
  getParentRoute: () => frame,
  path: "/users",
  component: lazyRouteComponent(() => import("./users/users-page.tsx"), "UsersPage"),
});

const apiKeys = createRoute({
  getParentRoute: () => frame,
  path: "/api-keys",
  component: lazyRouteComponent(() => import("./keys/api-keys-page.tsx"), "ApiKeysPage"),
});

const system = createRoute({
  getParentRoute: () => frame,
  path: "/system",
  component: lazyRouteComponent(() => import("./system/system-page.tsx"), "SystemPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    firstAdmin,
    invitation,
    frame.addChildren([
      home,
      flows,
      builder,
      review,
      versions,
      moving,
      debtors,
      debtor,
      tasks,
      segments,
      segment,
      imports,
      importWizard,
      compliance.addChildren([
        packs,
        pack,
        comparePack,
        blocked,
        houseRules,
        holidays,
        bench,
        flowChecks,
        lawHistory,
      ]),
      sandbox,
      users,
      apiKeys,
      system,
    ]),
  ]),
  defaultPreload: "intent",
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
