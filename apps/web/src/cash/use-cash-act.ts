import { cashEndpoints, type CashLine } from "@fairflow/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ask } from "../server/ask.ts";
import { RequestFailed } from "../server/request-failed.ts";

/** Does something with a bank line and shows it as it then stands; who comes second is shown what happened meanwhile. */
export function useCashAct<Input>(
  lineId: string,
  work: (input: Input) => Promise<CashLine>,
  onDone?: (line: CashLine) => void,
) {
  const client = useQueryClient();
  const query = ask(cashEndpoints.cashLine, { params: { id: lineId } });
  const refreshAll = async () => {
    await client.invalidateQueries({ queryKey: query.queryKey });
    await refresh();
  };
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: [cashEndpoints.cashLines.path] }),
      client.invalidateQueries({ queryKey: [cashEndpoints.cashSums.path] }),
    ]);
  return useMutation({
    mutationFn: work,
    onSuccess: async (line) => {
      client.setQueryData(query.queryKey, line);
      onDone?.(line);
      await refresh();
    },
    onError: (error) => (isOutrun(error) ? refreshAll() : undefined),
  });
}

/** Somebody else was at the line since it was shown. */
function isOutrun(error: Error): boolean {
  return error instanceof RequestFailed && error.code === "conflict";
}
