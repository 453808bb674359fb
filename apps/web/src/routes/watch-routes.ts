import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import { frame } from "./frame-route.ts";

const trouble = createRoute({
  getParentRoute: () => frame,
  path: "/trouble",
  component: lazyRouteComponent(() => import("../trouble/trouble-page.tsx"), "TroublePage"),
});

const part = (length: number) => z.string().max(length).optional().catch(undefined);

const audit = createRoute({
  getParentRoute: () => frame,
  path: "/audit",
  /** Who, what, when and to what. */
  validateSearch: z.object({
    who: part(100),
    what: part(100),
    from: z.iso.date().optional().catch(undefined),
    to: z.iso.date().optional().catch(undefined),
    kind: part(60),
    object: part(100),
  }),
  component: lazyRouteComponent(() => import("../audit/audit-page.tsx"), "AuditPage"),
});

export const watchRoutes = [trouble, audit] as const;
