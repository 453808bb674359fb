import { retentionEndpoints } from "@fairflow/contract";
import { useQueryClient } from "@tanstack/react-query";

/** Asks anew for all that a change of the setting changes. */
export function useRefreshRetention(): () => Promise<unknown> {
  const client = useQueryClient();
  return () =>
    Promise.all(
      [
        retentionEndpoints.retention,
        retentionEndpoints.retentionCount,
        retentionEndpoints.retentionPeople,
      ].map(({ path }) => client.invalidateQueries({ queryKey: [path] })),
    );
}
