import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import { SignInPage } from "../session/sign-in-page.tsx";
import { root } from "./root-route.ts";

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
  component: lazyRouteComponent(() => import("../session/first-admin-page.tsx"), "FirstAdminPage"),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitations/$token",
  component: lazyRouteComponent(() => import("../session/invitation-page.tsx"), "InvitationPage"),
});

/** What is open to somebody who is not signed in. */
export const sessionRoutes = [signIn, firstAdmin, invitation] as const;
