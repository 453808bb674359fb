import { createRoute, redirect } from "@tanstack/react-router";
import { AppFrame } from "../frame/app-frame.tsx";
import { queryClient } from "../server/query-client.ts";
import { sessionQuery } from "../session/use-session.ts";
import { root } from "./root-route.ts";

/** Every screen for those who are signed in. */
export const frame = createRoute({
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
