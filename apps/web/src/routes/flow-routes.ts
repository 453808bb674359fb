import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import { frame } from "./frame-route.ts";

const flows = createRoute({
  getParentRoute: () => frame,
  path: "/flows",
  component: lazyRouteComponent(() => import("../flows/flows-page.tsx"), "FlowsPage"),
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
    /** The step that is looked at first, with the people at it; with `discuss`, with what is said about it. */
    step: z.string().max(64).optional().catch(undefined),
    discuss: z.literal(true).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import("../builder/builder-page.tsx"), "BuilderPage"),
});

const review = createRoute({
  getParentRoute: () => frame,
  path: "/flows/$id/review",
  component: lazyRouteComponent(() => import("../builder/review/review-page.tsx"), "ReviewPage"),
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
    () => import("../builder/versions/versions-page.tsx"),
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
  component: lazyRouteComponent(() => import("../builder/moving/moving-page.tsx"), "MovingPage"),
});

export const flowRoutes = [flows, builder, review, versions, moving] as const;
