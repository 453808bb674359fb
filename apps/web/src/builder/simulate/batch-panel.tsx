import type { BatchPerson } from "@fairflow/contract";
import { Button, Callout, ProgressBar, SelectField } from "@fairflow/ui";
import { useState } from "react";
import { formatCount } from "../../server/format.ts";
import { messageOf } from "../../server/request-failed.ts";
import { BatchResult } from "./batch-result.tsx";
import type { BatchRun, useBatchRun } from "./use-batch-run.ts";

export interface BatchPanelProps {
  /** Kept by whoever shows the panel, so that looking elsewhere loses nothing. */
  readonly batch: ReturnType<typeof useBatchRun>;
  /** Takes somebody of them through step by step. */
  readonly onTest: (person: BatchPerson) => void;
}

const LIMITS = [100, 300, 1_000] as const;
const SPANS = [30, 90, 180] as const;

/** What the flow would do to real accounts from now on, if nobody ever answered. Nothing is sent. */
export function BatchPanel({ batch, onTest }: BatchPanelProps) {
  const [who, setWho] = useState<"admitted" | "anyone">("admitted");
  const [limit, setLimit] = useState<number>(LIMITS[2]);
  const [forDays, setForDays] = useState<number>(SPANS[1]);
  const { run, begin, cancel } = batch;
  const isBusy = run?.status === "drawing" || run?.status === "running";
  return (
    <div className="flex flex-col gap-4 p-4">
      <p className="text-sm text-ink-2">
        Takes real accounts through this flow from now on, as if nobody ever answered, and counts
        what would happen. Nothing is sent or written.
      </p>
      <div className="grid grid-cols-2 gap-3">
        <SelectField
          label="Accounts"
          value={String(limit)}
          options={LIMITS.map((each) => ({
            value: String(each),
            label: `Up to ${formatCount(each)}`,
          }))}
          onChange={(value) => setLimit(Number(value))}
        />
        <SelectField
          label="For"
          value={String(forDays)}
          options={SPANS.map((each) => ({ value: String(each), label: `${each} days` }))}
          onChange={(value) => setForDays(Number(value))}
        />
        <SelectField
          label="Which"
          className="col-span-2"
          value={who}
          options={[
            { value: "admitted", label: "Those that the start takes in now" },
            { value: "anyone", label: "Any, as if by hand" },
          ]}
          onChange={(value) => setWho(value === "anyone" ? "anyone" : "admitted")}
        />
      </div>
      {isBusy ? (
        <Button onClick={cancel}>Cancel</Button>
      ) : (
        <Button kind="primary" onClick={() => void begin({ who, limit, forDays })}>
          {run === undefined ? "Run it over many accounts" : "Run it again"}
        </Button>
      )}
      {run !== undefined && <Progress run={run} />}
      {run !== undefined && run.counts.people > 0 && <BatchResult run={run} onTest={onTest} />}
      {run?.status === "done" && run.of === 0 && (
        <Callout tone="info" title="No account fits">
          The start would take in nobody now. Choose any accounts instead.
        </Callout>
      )}
    </div>
  );
}

function Progress({ run }: { readonly run: BatchRun }) {
  const text = run.of === 0 ? "" : `${formatCount(run.taken)} of ${formatCount(run.of)} accounts`;
  switch (run.status) {
    case "drawing":
      return <ProgressBar label="Drawing accounts by lot" share={null} text="" />;
    case "running":
      return <ProgressBar label="Taking them through" share={run.taken / run.of} text={text} />;
    case "done":
      return run.of === 0 ? null : <ProgressBar label="Done" share={1} text={text} />;
    case "cancelled":
      return (
        <Callout tone="info" title="Cancelled">
          What is below is of the first {text === "" ? "accounts" : text}.
        </Callout>
      );
    case "failed":
      return (
        <Callout tone="bad" title="It stopped">
          {messageOf(run.error)} What was counted until then is below.
        </Callout>
      );
  }
}
