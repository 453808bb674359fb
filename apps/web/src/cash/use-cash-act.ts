import { cashEndpoints, type CashLine } from "@fairflow/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { ask } from "../server/ask.ts";
import { messageOf, RequestFailed } from "../server/request-failed.ts";

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
    onError: (error) => {
      if (!isOutrun(error)) return undefined;
      // The line leaves the list that it stood on, and with it whatever stands beside it.
      toast.error(messageOf(error));
      return refreshAll();
    },
  });
}

/** Somebody else was at the line since it was shown. */
function isOutrun(error: Error): boolean {
  return error instanceof RequestFailed && error.code === "conflict";
}
