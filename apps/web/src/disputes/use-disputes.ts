import { disputeEndpoints } from "@fairflow/contract";
import { useQueryClient } from "@tanstack/react-query";

const READ = [disputeEndpoints.disputes.path, disputeEndpoints.dispute.path];

/** After somebody worked on a dispute, the list and the case are read again. */
export function useRefreshDisputes(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all(READ.map((path) => client.invalidateQueries({ queryKey: [path] })));
  };
}
