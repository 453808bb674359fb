import { createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import { complianceRoutes } from "./routes/compliance-routes.ts";
import { dashboardRoutes } from "./routes/dashboard-routes.ts";
import { flowRoutes } from "./routes/flow-routes.ts";
import { frame } from "./routes/frame-route.ts";
import { clientRoute, reportRoutes } from "./routes/report-routes.ts";
import { root } from "./routes/root-route.ts";
import { sessionRoutes } from "./routes/session-routes.ts";
import { systemRoutes } from "./routes/system-routes.ts";
import { watchRoutes } from "./routes/watch-routes.ts";

const home = createRoute({
  getParentRoute: () => frame,
  path: "/",
  component: lazyRouteComponent(() => import("./home/home-page.tsx"), "HomePage"),
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
  /** `view`: which work; `task`: the one that is opened. */
  validateSearch: z.object({
    view: z.enum(["mine", "team", "due", "breaching", "later", "all"]).optional().catch(undefined),
    kind: z.string().max(40).optional().catch(undefined),
    task: z.uuid().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import("./tasks/tasks-page.tsx"), "TasksPage"),
});

const dataRequests = createRoute({
  getParentRoute: () => frame,
  path: "/data-requests",
  component: lazyRouteComponent(() => import("./desk/data-requests-page.tsx"), "DataRequestsPage"),
});

const letters = createRoute({
  getParentRoute: () => frame,
  path: "/letters",
  component: lazyRouteComponent(() => import("./letters/letters-page.tsx"), "LettersPage"),
});

const disputes = createRoute({
  getParentRoute: () => frame,
  path: "/disputes",
  /** `dispute`: the one that is opened. */
  validateSearch: z.object({
    queue: z.enum(["mine", "unassigned", "due", "all", "decided"]).optional().catch(undefined),
    dispute: z.uuid().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import("./disputes/disputes-page.tsx"), "DisputesPage"),
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

const templates = createRoute({
  getParentRoute: () => frame,
  path: "/templates",
  validateSearch: z.object({
    search: z.string().max(200).optional().catch(undefined),
    channel: z.enum(["sms", "email", "letter"]).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import("./templates/templates-page.tsx"), "TemplatesPage"),
});

const template = createRoute({
  getParentRoute: () => frame,
  path: "/templates/$id",
  /** `new`: the channel of one that is not saved yet, `name` what it is to be called. */
  validateSearch: z.object({
    new: z.enum(["sms", "email", "letter"]).optional().catch(undefined),
    name: z.string().max(200).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import("./templates/template-page.tsx"), "TemplatePage"),
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

const cash = createRoute({
  getParentRoute: () => frame,
  path: "/cash",
  /** `line`: the one that is shown beside the list. */
  validateSearch: z.object({
    view: z.enum(["open", "refunds", "done"]).default("open").catch("open"),
    age: z.enum(["to-2", "3-7", "8-30", "over-30"]).optional().catch(undefined),
    currency: z.string().length(3).optional().catch(undefined),
    direction: z.enum(["in", "out"]).optional().catch(undefined),
    line: z.uuid().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import("./cash/cash-page.tsx"), "CashPage"),
});

const statements = createRoute({
  getParentRoute: () => frame,
  path: "/cash/statements",
  component: lazyRouteComponent(() => import("./cash/statements-page.tsx"), "StatementsPage"),
});

const statement = createRoute({
  getParentRoute: () => frame,
  path: "/cash/statements/$id",
  component: lazyRouteComponent(() => import("./cash/statement-page.tsx"), "StatementPage"),
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

const providers = createRoute({
  getParentRoute: () => frame,
  path: "/settings/providers",
  component: lazyRouteComponent(
    () => import("./settings/providers/providers-page.tsx"),
    "ProvidersPage",
  ),
});

const agreementTerms = createRoute({
  getParentRoute: () => frame,
  path: "/settings/agreements",
  component: lazyRouteComponent(() => import("./agreements/terms-page.tsx"), "TermsPage"),
});

const system = createRoute({
  getParentRoute: () => frame,
  path: "/system",
  component: lazyRouteComponent(() => import("./system/system-page.tsx"), "SystemPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    ...sessionRoutes,
    clientRoute,
    frame.addChildren([
      home,
      ...dashboardRoutes,
      ...flowRoutes,
      debtors,
      debtor,
      tasks,
      dataRequests,
      disputes,
      letters,
      segments,
      segment,
      templates,
      template,
      imports,
      importWizard,
      cash,
      statements,
      statement,
      complianceRoutes,
      ...reportRoutes,
      sandbox,
      users,
      apiKeys,
      ...systemRoutes,
      providers,
      agreementTerms,
      system,
      ...watchRoutes,
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
