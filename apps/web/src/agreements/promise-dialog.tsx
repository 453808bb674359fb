import { agreementEndpoints, type DebtorDetail } from "@fairflow/contract";
import { addDays, isLocalDate } from "@fairflow/calendar";
import { DateField, TextField } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { FormDialog } from "../frame/form-dialog.tsx";
import { call } from "../server/call.ts";
import { formatDate } from "../server/format.ts";
import { AccountField } from "./account-field.tsx";
import { minorOf, typedAmount } from "./minor-of.ts";
import { useRefreshAgreements, type DebtorAgreements } from "./use-agreements.ts";
import { ViaField, type Via } from "./via-field.tsx";

export interface PromiseDialogProps {
  readonly debtor: DebtorDetail;
  readonly agreements: DebtorAgreements;
  readonly onClose: () => void;
}

/** Takes a promise to pay: demands wait until its days of grace are over. */
export function PromiseDialog({ debtor, agreements, onClose }: PromiseDialogProps) {
  const { today, terms } = agreements;
  const [accountId, setAccountId] = useState(debtor.accounts[0]?.id ?? "");
  const account = debtor.accounts.find(({ id }) => id === accountId);
  const currency = account?.balance.currency ?? "";
  const owed = account === undefined ? 0 : account.arrears.minor || account.balance.minor;
  const [amount, setAmount] = useState(() => (currency === "" ? "" : typedAmount(owed, currency)));
  const [dueOn, setDueOn] = useState(isLocalDate(today) ? addDays(today, 7) : "");
  const [via, setVia] = useState<Via>("call");
  const refresh = useRefreshAgreements();
  const amountMinor = currency === "" ? undefined : minorOf(amount, currency);
  const day = isLocalDate(dueOn) ? dueOn : undefined;
  const make = useMutation({
    mutationFn: async () => {
      if (amountMinor === undefined || day === undefined) return undefined;
      return call(agreementEndpoints.makePromise, {
        params: { id: debtor.id },
        body: { accountIds: [accountId], amountMinor, dueOn: day, via },
      });
    },
    onSuccess: async (made) => {
      await refresh();
      if (made !== undefined)
        toast.success(`Promised; it counts until ${formatDate(made.graceUntil)}`);
      onClose();
    },
  });
  return (
    <FormDialog
      title="Take a promise to pay"
      description={`Messages that ask for money wait until its day and ${terms.graceBusinessDays} business days of grace are over. From ${terms.keptPercent} % it counts as kept, by the day on which the money is worth.`}
      action="Take the promise"
      missing={
        account === undefined
          ? "There is no account to promise on"
          : amountMinor === undefined || amountMinor === 0
            ? "Say how much"
            : day === undefined
              ? "Say by when"
              : undefined
      }
      saving={make}
      onSave={() => make.mutate()}
      onClose={onClose}
    >
      {debtor.accounts.length > 1 && (
        <AccountField debtor={debtor} value={accountId} onChange={setAccountId} />
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={`Amount in ${currency}`}
          inputMode="decimal"
          value={amount}
          onChange={({ target }) => setAmount(target.value)}
        />
        <DateField
          label="To be paid by"
          min={today}
          max={isLocalDate(today) ? addDays(today, terms.promiseWithinDays) : undefined}
          value={dueOn}
          onChange={setDueOn}
        />
      </div>
      <ViaField value={via} onChange={setVia} />
    </FormDialog>
  );
}
