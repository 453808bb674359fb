import { cashEndpoints, type CashLine } from "@fairflow/contract";
import { Button, Dialog } from "@fairflow/ui";
import { WhyFailed } from "../frame/why-failed.tsx";
import { call } from "../server/call.ts";
import { formatDate, formatMoney } from "../server/format.ts";
import { AccountSearch } from "./account-search.tsx";
import { useCashAct } from "./use-cash-act.ts";

export interface ReturnDialogProps {
  readonly line: CashLine;
  readonly onClose: () => void;
  readonly onSettled: () => void;
}

/** Says which payment came back by money that went out. */
export function ReturnDialog({ line, onClose, onSettled }: ReturnDialogProps) {
  const { id, revision, rest } = line;
  const back = useCashAct(
    id,
    (payment: string) =>
      call(cashEndpoints.returnPayments, {
        params: { id },
        body: { revision, payments: [payment] },
      }),
    (after) => {
      onClose();
      if (after.rest.minor === 0) onSettled();
    },
  );
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title="Choose the payment that came back"
      description={`${formatMoney({ ...rest, minor: -rest.minor })} went out. What the payment paid is owed again.`}
    >
      <div className="flex min-h-72 flex-col gap-3 pb-3">
        <AccountSearch
          renderChoice={({ payments, reference }) => (
            <ul className="flex w-full flex-col gap-1">
              {payments.toReversed().map((payment) => (
                <li key={payment.id} className="flex items-center justify-between gap-3 text-sm">
                  <span className="tabular-nums">
                    {`${formatMoney(payment.amount)}, ${formatDate(payment.valueDate)}`}
                  </span>
                  <Button
                    disabledReason={
                      payment.amount.minor > -rest.minor ? "It is more than went out" : undefined
                    }
                    aria-label={`Take back ${formatMoney(payment.amount)} of ${reference}`}
                    onClick={() => back.mutate(payment.id)}
                  >
                    It is this one
                  </Button>
                </li>
              ))}
              {payments.length === 0 && <li className="text-sm text-ink-2">Nothing was paid.</li>}
            </ul>
          )}
        />
        <WhyFailed error={back.error} />
      </div>
    </Dialog>
  );
}
