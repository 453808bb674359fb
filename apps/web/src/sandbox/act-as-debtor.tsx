import { endpoints, MIN_REASON, type DebtorDetail } from "@fairflow/contract";
import { Button, SelectField, TextField } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { Banknote, Check, ShieldAlert } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { call } from "../server/call.ts";
import { formatMoney } from "../server/format.ts";
import { messageOf } from "../server/request-failed.ts";
import { minorFromText } from "./minor-from-text.ts";

export interface ActAsDebtorProps {
  readonly debtor: DebtorDetail;
  readonly onDone: () => void;
}

/** What the person can do for an account: pay at the sandbox bank, say that it is paid, or dispute it. */
export function ActAsDebtor({ debtor, onDone }: ActAsDebtorProps) {
  const [chosen, setChosen] = useState<string | undefined>();
  const [amount, setAmount] = useState<string | undefined>();
  const [reason, setReason] = useState("I never received these goods");
  const account = debtor.accounts.find(({ id }) => id === chosen) ?? debtor.accounts[0];
  const act = useMutation({
    mutationFn: (action: { readonly done: string; readonly run: () => Promise<unknown> }) =>
      action.run().then(() => action.done),
    onSuccess: (done) => {
      toast.success(done);
      setAmount(undefined);
      onDone();
    },
    onError: (error) => toast.error(messageOf(error)),
  });
  if (account === undefined) {
    return <p className="text-sm text-ink-3">This person has no account to act on.</p>;
  }
  const params = { id: debtor.id };
  const accountId = account.id;
  const typed = amount ?? (account.balance.minor / 100).toFixed(2);
  const minor = minorFromText(typed);
  const isPaid = account.balance.minor <= 0;
  const busy = act.isPending ? "Just a moment" : undefined;

  return (
    <section
      aria-label="Act as this person"
      className="flex flex-col gap-3 rounded-card border border-line bg-surface p-4"
    >
      <h3 className="text-sm font-semibold">As this person</h3>
      <SelectField
        label="Account"
        value={accountId}
        options={debtor.accounts.map(({ id, reference, balance }) => ({
          value: id,
          label: `${reference}: ${formatMoney(balance)}`,
        }))}
        onChange={(id) => {
          setChosen(id);
          setAmount(undefined);
        }}
      />
      <div className="flex flex-wrap items-end gap-2">
        <TextField
          label="Amount"
          className="w-32"
          inputMode="decimal"
          value={typed}
          suffix={account.balance.currency}
          problem={minor === undefined ? "Write an amount as 120.50" : undefined}
          onChange={({ target }) => setAmount(target.value)}
        />
        <Button
          kind="primary"
          icon={<Banknote className="size-4" />}
          disabledReason={
            busy ??
            (isPaid ? "Nothing is owed" : minor === undefined ? "Write an amount" : undefined)
          }
          onClick={() => {
            if (minor === undefined) return;
            act.mutate({
              done: `Paid ${formatMoney({ minor, currency: account.balance.currency })} at the sandbox bank`,
              run: () =>
                call(endpoints.sandboxPay, { params, body: { accountId, amountMinor: minor } }),
            });
          }}
        >
          Pay at the sandbox bank
        </Button>
        <Button
          icon={<Check className="size-4" />}
          disabledReason={busy}
          onClick={() =>
            act.mutate({
              done: "Said that it is paid",
              run: () => call(endpoints.sandboxSaysPaid, { params, body: { accountId } }),
            })
          }
        >
          Say “I have paid”
        </Button>
      </div>
      <div className="flex flex-wrap items-end gap-2">
        <TextField
          label="What is wrong"
          className="min-w-56 flex-1"
          value={reason}
          maxLength={2_000}
          onChange={({ target }) => setReason(target.value)}
        />
        <Button
          icon={<ShieldAlert className="size-4" />}
          disabledReason={
            busy ?? (reason.trim().length < MIN_REASON ? "Say what is wrong" : undefined)
          }
          onClick={() =>
            act.mutate({
              done: "Disputed",
              run: () =>
                call(endpoints.sandboxDispute, {
                  params,
                  body: { accountId, reason: reason.trim() },
                }),
            })
          }
        >
          Dispute
        </Button>
      </div>
    </section>
  );
}
