import { cashEndpoints, type CashLine, type CashPayout } from "@fairflow/contract";
import { Button } from "@fairflow/ui";
import { WhyFailed } from "../frame/why-failed.tsx";
import { call } from "../server/call.ts";
import { payoutWords } from "./cash-words.ts";
import { useCashAct } from "./use-cash-act.ts";

export interface PayoutChoiceProps {
  readonly line: CashLine;
  readonly canAct: boolean;
  readonly onSettled: () => void;
}

/** Offers the payments of gateways that this line may have brought, and what the gateway kept of them. */
export function PayoutChoice({ line, canAct, onSettled }: PayoutChoiceProps) {
  const { id, revision, payouts } = line;
  const book = useCashAct(
    id,
    ({ gateway, from, until }: CashPayout) =>
      call(cashEndpoints.bookPayout, {
        params: { id },
        body: { revision, gateway, from, until },
      }),
    onSettled,
  );
  if (payouts.length === 0) return null;
  return (
    <section aria-label="Payouts of gateways" className="flex flex-col gap-2">
      <p className="text-sm text-ink-2">
        It comes to what a gateway took and has not passed on yet. These payments are booked
        already.
      </p>
      <ul className="flex flex-col gap-2">
        {payouts.map((payout) => (
          <li
            key={`${payout.gateway} ${payout.from} ${payout.until}`}
            className="flex flex-wrap items-center justify-between gap-3 rounded-control border border-line p-3"
          >
            <p className="min-w-56 flex-1 text-base tabular-nums">{payoutWords(payout)}</p>
            <Button
              disabledReason={
                canAct ? (book.isPending ? "Just a moment" : undefined) : "Your role looks on"
              }
              onClick={() => book.mutate(payout)}
            >
              {`It is this payout of ${payout.name}`}
            </Button>
          </li>
        ))}
      </ul>
      <WhyFailed error={book.error} />
    </section>
  );
}
