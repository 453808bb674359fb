import { agreementEndpoints, type AgreementTermsView } from "@fairflow/contract";
import { Button, TextField } from "@fairflow/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { toast } from "sonner";
import { WhyFailed } from "../frame/why-failed.tsx";
import { call } from "../server/call.ts";
import { AuthorityTable } from "./authority-table.tsx";
import { draftOf, readTerms, type TermsDraft } from "./terms-draft.ts";

export interface TermsFormProps {
  readonly terms: AgreementTermsView;
  /** Why it may only be looked at. */
  readonly lockedReason: string | undefined;
}

/** The terms as a form; what is wrong is told at its place while somebody types. */
export function TermsForm({ terms, lockedReason }: TermsFormProps) {
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(terms));
  const read = readTerms(draft);
  const problems = "problems" in read ? read.problems : {};
  const save = useMutation({
    mutationFn: (body: AgreementTermsView) => call(agreementEndpoints.saveAgreementTerms, { body }),
    onSuccess: async () => {
      toast.success("Saved; it counts for what is agreed from now on");
      await client.invalidateQueries({ queryKey: [agreementEndpoints.agreementTerms.path] });
    },
  });
  const { promise, arrangement, settlement } = draft;
  const change = (part: Partial<TermsDraft>) => setDraft({ ...draft, ...part });
  const isLocked = lockedReason !== undefined;
  const number = (of: {
    readonly label: string;
    readonly suffix: string;
    readonly at: string;
    readonly value: string;
    readonly onChange: (value: string) => void;
    readonly hint?: string;
  }) => (
    <TextField
      label={of.label}
      hint={of.hint}
      suffix={of.suffix}
      inputMode="numeric"
      inputClassName="max-w-24"
      readOnly={isLocked}
      value={of.value}
      problem={problems[of.at]}
      onChange={({ target }) => of.onChange(target.value)}
    />
  );
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if ("terms" in read && !isLocked && !save.isPending) save.mutate(read.terms);
      }}
    >
      <Part title="Promises to pay">
        {number({
          label: "Grace after its day",
          suffix: "business days",
          at: "promise.graceBusinessDays",
          value: promise.graceBusinessDays,
          onChange: (graceBusinessDays) => change({ promise: { ...promise, graceBusinessDays } }),
        })}
        {number({
          label: "At most ahead",
          suffix: "days",
          at: "promise.withinDays",
          value: promise.withinDays,
          onChange: (withinDays) => change({ promise: { ...promise, withinDays } }),
        })}
        {number({
          label: "Counts as kept from",
          suffix: "% of it",
          at: "promise.keptPercent",
          value: promise.keptPercent,
          onChange: (keptPercent) => change({ promise: { ...promise, keptPercent } }),
        })}
        {number({
          label: "Counts as kept in part from",
          suffix: "% of it",
          at: "promise.partlyPercent",
          value: promise.partlyPercent,
          onChange: (partlyPercent) => change({ promise: { ...promise, partlyPercent } }),
        })}
      </Part>
      <Part title="Arrangements">
        {number({
          label: "Grace after each instalment",
          suffix: "business days",
          at: "arrangement.graceBusinessDays",
          value: arrangement.graceBusinessDays,
          onChange: (graceBusinessDays) =>
            change({ arrangement: { ...arrangement, graceBusinessDays } }),
        })}
        {number({
          label: "Over when so many are missed at once",
          suffix: "instalments",
          at: "arrangement.defaultAfterMissed",
          value: arrangement.defaultAfterMissed,
          onChange: (defaultAfterMissed) =>
            change({ arrangement: { ...arrangement, defaultAfterMissed } }),
        })}
      </Part>
      <Part title="Settlements">
        {number({
          label: "An offer expires after",
          suffix: "days",
          at: "settlement.expiresAfterDays",
          value: settlement.expiresAfterDays,
          onChange: (expiresAfterDays) =>
            change({ settlement: { ...settlement, expiresAfterDays } }),
        })}
        <TextField
          label="Code of what is written off"
          hint="Stands in the ledger beside the amount"
          inputClassName="max-w-60"
          readOnly={isLocked}
          value={settlement.writeOffCode}
          problem={problems["settlement.writeOffCode"]}
          onChange={({ target }) =>
            change({ settlement: { ...settlement, writeOffCode: target.value } })
          }
        />
      </Part>
      <AuthorityTable draft={draft} problems={problems} isLocked={isLocked} onChange={setDraft} />
      <WhyFailed error={save.error} />
      <div className="flex justify-end">
        <Button
          kind="primary"
          type="submit"
          disabledReason={
            lockedReason ??
            (save.isPending
              ? "Just a moment"
              : "problems" in read
                ? "Mend what is marked first"
                : undefined)
          }
        >
          Save
        </Button>
      </div>
    </form>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className="rounded-card border border-line bg-surface p-5">
      <legend className="sr-only">{title}</legend>
      <h2 aria-hidden className="mb-4 text-lg font-semibold">
        {title}
      </h2>
      <div className="grid gap-4 sm:grid-cols-2">{children}</div>
    </fieldset>
  );
}
