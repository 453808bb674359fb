import { disputeEndpoints, type Decision, type DisputeDetail } from "@fairflow/contract";
import { CheckField, SelectField, TextArea, TextField } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { minorOf } from "../agreements/minor-of.ts";
import { plainName } from "../compliance/gate-words.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { call } from "../server/call.ts";
import { DecisionEffect } from "./decision-effect.tsx";
import { decisionName } from "./dispute-words.ts";
import { LetterPreview } from "./letter-preview.tsx";
import { useRefreshDisputes } from "./use-disputes.ts";

export interface DecideDialogProps {
  readonly dispute: DisputeDetail;
  readonly onClose: () => void;
}

const DECISIONS: readonly Decision[] = ["accepted", "partly-accepted", "rejected"];

/** Decides a case; what it does to the debt and to each run stands beside it before the click. */
export function DecideDialog({ dispute, onClose }: DecideDialogProps) {
  const { id, kind, account, papers } = dispute;
  const { currency } = account.balance;
  const [decision, setDecision] = useState<Decision | undefined>();
  const [amount, setAmount] = useState("");
  const [words, setWords] = useState("");
  const [sent, setSent] = useState<ReadonlySet<string>>(new Set());
  const refresh = useRefreshDisputes();
  const takesOff = decision === "accepted" || decision === "partly-accepted";
  const adjustMinor = takesOff && amount.trim() !== "" ? minorOf(amount, currency) : undefined;
  const decide = useMutation({
    mutationFn: async () => {
      if (decision === undefined) return;
      await call(disputeEndpoints.decideDispute, {
        params: { id },
        body: {
          decision,
          words: words.trim(),
          sent: [...sent],
          ...(adjustMinor === undefined ? {} : { adjustMinor }),
        },
      });
    },
    onSuccess: async () => {
      toast.success("Decided");
      onClose();
      await refresh();
    },
  });
  return (
    <FormDialog
      title={kind === "query" ? "Answer the question" : "Decide"}
      description="What you write goes to them by e-mail or letter, whichever they can be reached by, through the same rules as every message."
      action={kind === "query" ? "Send the answer" : "Decide and send"}
      missing={
        decision === undefined
          ? "Say how it is decided"
          : takesOff && amount.trim() !== "" && (adjustMinor === undefined || adjustMinor === 0)
            ? "Write the amount in figures"
            : words.trim() === ""
              ? "Write what they are told"
              : undefined
      }
      saving={decide}
      onSave={() => decide.mutate()}
      onClose={onClose}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label="How it is decided"
          value={decision ?? ""}
          placeholder="Choose"
          options={DECISIONS.map((value) => ({ value, label: decisionName(kind, value) }))}
          onChange={(chosen) => setDecision(DECISIONS.find((each) => each === chosen))}
        />
        {takesOff && (
          <TextField
            label={`Take off the debt, in ${currency}`}
            hint="Empty: the debt stays as it is"
            inputMode="decimal"
            value={amount}
            onChange={({ target }) => setAmount(target.value)}
          />
        )}
      </div>
      {decision !== undefined && (
        <DecisionEffect dispute={dispute} decision={decision} adjustMinor={adjustMinor} />
      )}
      <TextArea
        label="What they are told"
        rows={5}
        maxLength={4000}
        value={words}
        onChange={({ target }) => setWords(target.value)}
      />
      {decision !== undefined && <LetterPreview dispute={dispute} words={words} />}
      {papers.map((paper) => (
        <CheckField
          key={paper}
          label={`Sent: ${plainName(paper.replace(/_sent$/, "")).toLowerCase()}`}
          hint="Without it the law lets no demand through; it can be recorded later as a notice"
          checked={sent.has(paper)}
          onChange={(checked) =>
            setSent(
              new Set(checked ? [...sent, paper] : [...sent].filter((each) => each !== paper)),
            )
          }
        />
      ))}
    </FormDialog>
  );
}
