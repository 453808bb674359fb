import { cashEndpoints, type CashLine } from "@fairflow/contract";
import { Button } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { WhyFailed } from "../frame/why-failed.tsx";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { useCashAct } from "./use-cash-act.ts";

export interface SplitChoiceProps {
  readonly line: CashLine;
  readonly onSettled: () => void;
}

/** Offers the lists of agencies that come to exactly this deposit. */
export function SplitChoice({ line, onSettled }: SplitChoiceProps) {
  const { id, revision, amount, rest } = line;
  const { data } = useQuery(ask(cashEndpoints.cashSums, {}));
  const split = useCashAct(
    id,
    (remittanceId: string) =>
      call(cashEndpoints.splitLine, { params: { id }, body: { revision, remittanceId } }),
    onSettled,
  );
  const fitting = (data?.remittances ?? []).filter(
    ({ total }) =>
      total.minor === amount.minor &&
      total.currency === amount.currency &&
      rest.minor === amount.minor,
  );
  return (
    <>
      {fitting.map((list) => (
        <Button
          key={list.id}
          disabledReason={split.isPending ? "Just a moment" : undefined}
          onClick={() => split.mutate(list.id)}
        >
          {`It is the list ${list.number}`}
        </Button>
      ))}
      <WhyFailed error={split.error} className="w-full" />
    </>
  );
}
