import { agreementEndpoints, type DebtorDetail } from "@fairflow/contract";
import { TextField } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { FormDialog } from "../frame/form-dialog.tsx";
import { call } from "../server/call.ts";
import { formatMoney } from "../server/format.ts";
import { AccountField } from "./account-field.tsx";
import { useRefreshAgreements, type DebtorAgreements } from "./use-agreements.ts";

export interface SettlementDialogProps {
  readonly debtor: DebtorDetail;
  readonly agreements: DebtorAgreements;
  readonly onClose: () => void;
}

/** Offers to take a part of the debt for all of it. */
export function SettlementDialog({ debtor, agreements, onClose }: SettlementDialogProps) {
  const { terms } = agreements;
  const [accountId, setAccountId] = useState(debtor.accounts[0]?.id ?? "");
  const account = debtor.accounts.find(({ id }) => id === accountId);
  const floor = terms.floors[accountId] ?? null;
  const [percent, setPercent] = useState(String(floor ?? 90));
  const share = Number(percent);
  const isShare = Number.isInteger(share) && share >= 1 && share <= 99;
  const refresh = useRefreshAgreements();
  const offer = useMutation({
    mutationFn: () =>
      call(agreementEndpoints.offerSettlement, {
        params: { id: accountId },
        body: { percent: share },
      }),
    onSuccess: async ({ waits }) => {
      await refresh();
      toast.success(waits ? "It waits for a second person" : "Offered");
      onClose();
    },
  });
  return (
    <FormDialog
      title="Offer a settlement"
      description={`What is paid by the day on which it expires, ${terms.settlementExpiresAfterDays} days from now, is taken for all of the debt, and the rest is written off. Otherwise it lapses and the debt stands.`}
      action="Offer it"
      missing={isShare && account !== undefined ? undefined : "Take a percentage from 1 to 99"}
      saving={offer}
      onSave={() => offer.mutate()}
      onClose={onClose}
    >
      {debtor.accounts.length > 1 && (
        <AccountField debtor={debtor} value={accountId} onChange={setAccountId} />
      )}
      <TextField
        label="Of the balance, in %"
        type="number"
        min={1}
        max={99}
        hint={
          floor === null
            ? "Your role offers none alone: a second person has to agree"
            : `You may go down to ${floor} % alone; below it a second person has to agree`
        }
        value={percent}
        onChange={({ target }) => setPercent(target.value)}
      />
      {account !== undefined && isShare && (
        <p className="rounded-control bg-sunken px-3 py-2 text-sm text-ink-2">
          {`About ${formatMoney({ ...account.balance, minor: Math.ceil((account.balance.minor * share) / 100) })} of ${formatMoney(account.balance)}; ${formatMoney({ ...account.balance, minor: account.balance.minor - Math.ceil((account.balance.minor * share) / 100) })} would be written off`}
        </p>
      )}
    </FormDialog>
  );
}
