import { endpoints } from "@fairflow/contract";
import { useQueryClient } from "@tanstack/react-query";
import { ask } from "../server/ask.ts";

export const packsQuery = { ...ask(endpoints.compliancePacks, {}), staleTime: 30_000 };

export const flowChecksQuery = { ...ask(endpoints.flowChecks, {}), staleTime: 60_000 };

/** After the law changed, everything that was read under the old one is read again. */
export function useRefreshLaw(): () => Promise<void> {
  const client = useQueryClient();
  return () =>
    client.invalidateQueries({
      predicate: ({ queryKey: [path] }) =>
        typeof path === "string" &&
        (path.startsWith("/api/compliance") || path === endpoints.nextContact.path),
    });
}
