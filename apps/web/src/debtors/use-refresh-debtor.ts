import { disputeEndpoints, endpoints } from "@fairflow/contract";
import { useQueryClient } from "@tanstack/react-query";

const READ = [
  endpoints.debtor.path,
  endpoints.timeline.path,
  endpoints.nextContact.path,
  endpoints.debtorConsents.path,
  endpoints.debtorNotices.path,
  endpoints.acknowledgements.path,
  disputeEndpoints.vulnerability.path,
];

/** After something happened to a debtor, what the page shows of them is read again. */
export function useRefreshDebtor(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all(READ.map((path) => client.invalidateQueries({ queryKey: [path] })));
  };
}
