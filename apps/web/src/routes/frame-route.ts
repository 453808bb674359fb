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
    const { user, reader } = await queryClient.ensureQueryData(sessionQuery);
    if (user !== null) return;
    if (reader !== null) throw redirect({ to: "/client" });
    const next = location.pathname === "/" ? undefined : location.href;
    throw redirect({ to: "/sign-in", search: { next } });
  },
});
