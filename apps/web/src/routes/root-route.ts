import { createRootRoute, Outlet } from "@tanstack/react-router";
import { NotFound } from "../frame/not-found.tsx";
import { PageFailed } from "../frame/page-failed.tsx";
import { queryClient } from "../server/query-client.ts";
import { sessionQuery } from "../session/use-session.ts";

export const root = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: PageFailed,
  loader: () => queryClient.ensureQueryData(sessionQuery),
});
