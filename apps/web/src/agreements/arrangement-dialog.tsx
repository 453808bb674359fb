import { agreementEndpoints, type DebtorDetail } from "@fairflow/contract";
import { addDays, isLocalDate } from "@fairflow/calendar";
import { CheckField, DateField, SelectField, TextField } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { FormDialog } from "../frame/form-dialog.tsx";
import { call } from "../server/call.ts";
import { AccountField } from "./account-field.tsx";
import { InstalmentPreview } from "./instalment-preview.tsx";
import { minorOf, typedAmount } from "./minor-of.ts";
import { plannedInstalments, type Frequency } from "./planned-instalments.ts";
import { useRefreshAgreements, type DebtorAgreements } from "./use-agreements.ts";
import { ViaField, type Via } from "./via-field.tsx";

export interface ArrangementDialogProps {
  readonly debtor: DebtorDetail;
  readonly agreements: DebtorAgreements;
  readonly onClose: () => void;
}

const FREQUENCIES = [
  { value: "weekly", label: "Each week" },
  { value: "fortnightly", label: "Every two weeks" },
  { value: "monthly", label: "Each month" },
] as const;

/** Agrees to instalments that somebody can afford. */
export function ArrangementDialog({ debtor, agreements, onClose }: ArrangementDialogProps) {
  const { today, terms } = agreements;
  const [accountId, setAccountId] = useState(debtor.accounts[0]?.id ?? "");
  const account = debtor.accounts.find(({ id }) => id === accountId);
  const currency = account?.balance.currency ?? "";
  const [total, setTotal] = useState(() =>
    account === undefined ? "" : typedAmount(account.balance.minor, currency),
  );
  const [count, setCount] = useState("3");
  const [frequency, setFrequency] = useState<Frequency>("monthly");
  const [firstOn, setFirstOn] = useState(isLocalDate(today) ? addDays(today, 7) : "");
  const [reages, setReages] = useState(false);
  const [income, setIncome] = useState("");
  const [expenses, setExpenses] = useState("");
  const [via, setVia] = useState<Via>("call");
  const refresh = useRefreshAgreements();
  const read = (text: string) => (currency === "" ? undefined : minorOf(text, currency));
  const [incomeMinor, expensesMinor] = [read(income), read(expenses)];
  const instalments = plannedInstalments({
    totalMinor: read(total) ?? 0,
    count: Math.min(120, Number(count) || 0),
    firstOn,
    frequency,
  });
  const arrange = useMutation({
    mutationFn: () =>
      call(agreementEndpoints.arrange, {
        params: { id: debtor.id },
        body: {
          accountIds: [accountId],
          instalments: [...instalments],
          frequency,
          via,
          reages,
          ...(incomeMinor === undefined || expensesMinor === undefined
            ? {}
            : { affordability: { incomeMinor, expensesMinor } }),
        },
      }),
    onSuccess: async ({ waits }) => {
      await refresh();
      toast.success(
        waits ? "It waits for somebody who may approve it" : "Arranged, and confirmed in writing",
      );
      onClose();
    },
  });
  return (
    <FormDialog
      title="Arrange instalments"
      description={`Demands wait while it is kept; flows then speak of the next instalment. It is over when ${terms.defaultAfterMissed} instalments stand missed at once. You may agree to ${terms.months} months alone.`}
      action="Arrange it"
      missing={
        instalments.length === 0
          ? "Say how much, in how many parts, and from when"
          : (incomeMinor === undefined) !== (expensesMinor === undefined)
            ? "Say both what comes in and what goes out"
            : undefined
      }
      saving={arrange}
      onSave={() => arrange.mutate()}
      onClose={onClose}
    >
      {debtor.accounts.length > 1 && (
        <AccountField debtor={debtor} value={accountId} onChange={setAccountId} />
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={`In all, in ${currency}`}
          inputMode="decimal"
          value={total}
          onChange={({ target }) => setTotal(target.value)}
        />
        <TextField
          label="Instalments"
          type="number"
          min={1}
          max={120}
          value={count}
          onChange={({ target }) => setCount(target.value)}
        />
        <SelectField
          label="How often"
          value={frequency}
          options={FREQUENCIES}
          onChange={(chosen) =>
            setFrequency(FREQUENCIES.find(({ value }) => value === chosen)?.value ?? frequency)
          }
        />
        <DateField label="The first on" min={today} value={firstOn} onChange={setFirstOn} />
        <TextField
          label="Income of a month"
          inputMode="decimal"
          hint="As they state it; kept encrypted"
          value={income}
          onChange={({ target }) => setIncome(target.value)}
        />
        <TextField
          label="Expenses of a month"
          inputMode="decimal"
          value={expenses}
          onChange={({ target }) => setExpenses(target.value)}
        />
      </div>
      <InstalmentPreview
        instalments={instalments}
        currency={currency}
        leftMinor={
          incomeMinor === undefined || expensesMinor === undefined
            ? undefined
            : incomeMinor - expensesMinor
        }
      />
      <CheckField
        label="What is overdue falls due with the instalments instead"
        hint="The account is then no longer late while they are paid on time. The balance stays."
        checked={reages}
        onChange={setReages}
      />
      <ViaField value={via} onChange={setVia} />
    </FormDialog>
  );
}
