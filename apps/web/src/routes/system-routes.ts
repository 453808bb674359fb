import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { frame } from "./frame-route.ts";

const webhooks = createRoute({
  getParentRoute: () => frame,
  path: "/webhooks",
  component: lazyRouteComponent(() => import("../webhooks/webhooks-page.tsx"), "WebhooksPage"),
});

/** Where other systems are looked after. */
export const systemRoutes = [webhooks] as const;
