import { agreementEndpoints, type OutputOf } from "@fairflow/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRefreshDebtor } from "../debtors/use-refresh-debtor.ts";
import { ask } from "../server/ask.ts";

export type DebtorAgreements = OutputOf<(typeof agreementEndpoints)["agreements"]>;

/** What was agreed with a debtor. */
export function useAgreements(debtorId: string) {
  return useQuery(ask(agreementEndpoints.agreements, { params: { id: debtorId } }));
}

/** After something was agreed, what the page shows of the debtor is read again. */
export function useRefreshAgreements(): () => Promise<void> {
  const client = useQueryClient();
  const refresh = useRefreshDebtor();
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: [agreementEndpoints.agreements.path] }),
      refresh(),
    ]);
  };
}
