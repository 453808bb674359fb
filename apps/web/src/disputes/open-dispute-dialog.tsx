import { disputeEndpoints, DisputeKind, type DebtorDetail } from "@fairflow/contract";
import { SelectField, TextArea, TextField } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { AccountField } from "../agreements/account-field.tsx";
import { minorOf } from "../agreements/minor-of.ts";
import { ViaField, type Via } from "../agreements/via-field.tsx";
import { useRefreshDebtor } from "../debtors/use-refresh-debtor.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { call } from "../server/call.ts";
import { reasons } from "./dispute-words.ts";

export interface OpenDisputeDialogProps {
  readonly debtor: DebtorDetail;
  readonly onClose: () => void;
}

const KINDS = [
  { value: "dispute", label: "Disputes the debt" },
  { value: "query", label: "Asks a question" },
  { value: "complaint", label: "Complains" },
];

const USUAL: Readonly<Record<DisputeKind, string>> = {
  dispute: "amount",
  query: "other",
  complaint: "conduct",
};

/** Opens a dispute, a question or a complaint for somebody who called or wrote. */
export function OpenDisputeDialog({ debtor, onClose }: OpenDisputeDialogProps) {
  const [accountId, setAccountId] = useState(debtor.accounts[0]?.id ?? "");
  const [kind, setKind] = useState<DisputeKind>("dispute");
  const [reason, setReason] = useState(USUAL.dispute);
  const [amount, setAmount] = useState("");
  const [statement, setStatement] = useState("");
  const [via, setVia] = useState<Via>("call");
  const refresh = useRefreshDebtor();
  const account = debtor.accounts.find(({ id }) => id === accountId);
  const currency = account?.balance.currency ?? "";
  const amountMinor =
    amount.trim() === "" || currency === "" ? undefined : minorOf(amount, currency);
  const open = useMutation({
    mutationFn: () =>
      call(disputeEndpoints.openDispute, {
        params: { id: debtor.id },
        body: {
          accountId,
          kind,
          reason,
          via,
          ...(amountMinor === undefined ? {} : { amountMinor }),
          ...(statement.trim() === "" ? {} : { statement: statement.trim() }),
        },
      }),
    onSuccess: async () => {
      await refresh();
      toast.success("It stands on the disputes desk, with its day");
      onClose();
    },
  });
  return (
    <FormDialog
      title="Open a dispute, a question or a complaint"
      description="A dispute stops what is asked for at once, in all flows. A question and a complaint stop nothing and want an answer by their day."
      action="Open it"
      missing={
        account === undefined
          ? "There is no account"
          : amount.trim() !== "" && (amountMinor === undefined || amountMinor === 0)
            ? "Write the amount in figures"
            : undefined
      }
      saving={open}
      onSave={() => open.mutate()}
      onClose={onClose}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label="They"
          value={kind}
          options={KINDS}
          onChange={(chosen) => {
            setKind(DisputeKind.parse(chosen));
            // What is most often meant by it; whoever chose a reason already keeps theirs.
            if (reason === USUAL[kind]) setReason(USUAL[DisputeKind.parse(chosen)]);
          }}
        />
        <SelectField label="About" value={reason} options={reasons} onChange={setReason} />
        {debtor.accounts.length > 1 && (
          <AccountField debtor={debtor} value={accountId} onChange={setAccountId} />
        )}
        <TextField
          label={`Amount in ${currency}`}
          hint="Empty: all of it"
          inputMode="decimal"
          value={amount}
          onChange={({ target }) => setAmount(target.value)}
        />
        <ViaField value={via} onChange={setVia} />
      </div>
      <TextArea
        label="What they say"
        rows={4}
        maxLength={4000}
        hint="In their words; kept encrypted"
        value={statement}
        onChange={({ target }) => setStatement(target.value)}
      />
    </FormDialog>
  );
}
