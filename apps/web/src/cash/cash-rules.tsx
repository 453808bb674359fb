import { cashEndpoints, type OutputOf } from "@fairflow/contract";
import { Button, Dialog, SelectField, Skeleton, TextField } from "@fairflow/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FormDialog } from "../frame/form-dialog.tsx";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { messageOf } from "../server/request-failed.ts";

type Rules = OutputOf<typeof cashEndpoints.cashRules>;
type Rule = Rules["portfolios"][number]["rule"];

const RULES: readonly { readonly value: Rule; readonly label: string }[] = [
  { value: "oldest_first", label: "The oldest arrears first" },
  { value: "smallest_first", label: "The smallest balance first" },
  { value: "largest_first", label: "The largest balance first" },
  { value: "in_proportion", label: "In proportion to the balances" },
];

/** From when on lines are booked by themselves, and how money for several accounts is divided. */
export function CashRules() {
  const [isOpen, setIsOpen] = useState(false);
  const rules = useQuery({ ...ask(cashEndpoints.cashRules, {}), enabled: isOpen });
  const close = () => setIsOpen(false);
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>How money is matched</Button>
      {isOpen && rules.data === undefined && (
        <Dialog open onClose={close} title="How money is matched">
          {rules.isError ? (
            <p role="alert" className="pb-4 text-bad">
              {messageOf(rules.error)}
            </p>
          ) : (
            <Skeleton className="mb-4 h-40" />
          )}
        </Dialog>
      )}
      {isOpen && rules.data !== undefined && <RulesForm rules={rules.data} onClose={close} />}
    </>
  );
}

function RulesForm({ rules, onClose }: { readonly rules: Rules; readonly onClose: () => void }) {
  const client = useQueryClient();
  const [threshold, setThreshold] = useState(String(rules.matching.threshold));
  const [lead, setLead] = useState(String(rules.matching.lead));
  const [portfolios, setPortfolios] = useState(rules.portfolios);
  const save = useMutation({
    mutationFn: () =>
      call(cashEndpoints.saveCashRules, {
        body: {
          matching: { threshold: Number(threshold), lead: Number(lead) },
          portfolios: portfolios.map(({ id, rule }) => ({ id, rule })),
        },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: [cashEndpoints.cashRules.path] });
      await client.invalidateQueries({ queryKey: [cashEndpoints.cashLines.path] });
      onClose();
    },
  });
  const problems = { threshold: between(threshold, 60, 200), lead: between(lead, 0, 100) };
  return (
    <FormDialog
      title="How money is matched"
      description="It counts for files that are booked from now on."
      action="Save"
      missing={
        (problems.threshold ?? problems.lead) === undefined ? undefined : "Mend the numbers first"
      }
      saving={save}
      onSave={() => save.mutate()}
      onClose={onClose}
    >
      <TextField
        label="Points from which a line is booked by itself"
        hint="A payment reference whose check digits hold is worth 90, the client's own number 65, an amount that is exactly due 25, the payer's bank account 35, the payer's name 20."
        inputMode="numeric"
        value={threshold}
        problem={problems.threshold}
        onChange={({ target }) => setThreshold(target.value)}
      />
      <TextField
        label="Points by which it must be ahead of the next"
        inputMode="numeric"
        value={lead}
        problem={problems.lead}
        onChange={({ target }) => setLead(target.value)}
      />
      {portfolios.map((portfolio) => (
        <SelectField
          key={portfolio.id}
          label={`${portfolio.name}: money for several accounts goes to`}
          value={portfolio.rule}
          options={RULES}
          onChange={(value) => {
            const rule = RULES.find((each) => each.value === value)?.value ?? portfolio.rule;
            setPortfolios(
              portfolios.map((each) => (each.id === portfolio.id ? { ...each, rule } : each)),
            );
          }}
        />
      ))}
    </FormDialog>
  );
}

function between(text: string, least: number, most: number): string | undefined {
  const value = Number(text);
  const isWithin = /^\d{1,3}$/.test(text.trim()) && value >= least && value <= most;
  return isWithin ? undefined : `A whole number from ${least} to ${most}`;
}
