import type { BatchCounts } from "@fairflow/contract";
import { Button, Callout, ProgressBar, SelectField } from "@fairflow/ui";
import { useState, type ReactNode } from "react";
import { formatCount } from "../../server/format.ts";
import { messageOf } from "../../server/request-failed.ts";
import { useBuilder, useDocument } from "../builder-context.ts";
import { byCount, type RuleNames } from "./batch-counts.ts";
import { useBatchRun, type BatchRun } from "./use-batch-run.ts";
import type { TestedFlow } from "./use-test-run.ts";

export interface BatchPanelProps {
  readonly of: TestedFlow;
}

const LIMITS = [100, 300, 1_000] as const;
const SPANS = [30, 90, 180] as const;
const CHANNEL: Readonly<Record<string, string>> = { sms: "SMS", email: "E-mail", letter: "Letter" };

/** What the flow would do to real accounts from now on, if nobody ever answered. Nothing is sent. */
export function BatchPanel({ of }: BatchPanelProps) {
  const [who, setWho] = useState<"admitted" | "anyone">("admitted");
  const [limit, setLimit] = useState<number>(LIMITS[2]);
  const [forDays, setForDays] = useState<number>(SPANS[1]);
  const { run, begin, cancel } = useBatchRun(of);
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
      {run !== undefined && run.counts.people > 0 && (
        <Result counts={run.counts} rules={run.rules} />
      )}
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

function Result({ counts, rules }: { readonly counts: BatchCounts; readonly rules: RuleNames }) {
  const flow = useDocument((state) => state.flow);
  const { view } = useBuilder();
  const messages = Object.values(counts.messages).reduce((sum, count) => sum + count, 0);
  const ruleName = (id: string) => rules[id]?.title ?? id;
  return (
    <>
      <Table
        title="Messages"
        head={["By", "Messages"]}
        rows={byCount(counts.messages).map(([channel, count]) => [
          CHANNEL[channel] ?? channel,
          formatCount(count),
        ])}
        empty="No message would leave."
        foot={
          counts.people > 0 && messages > 0
            ? `${(messages / counts.people).toFixed(1)} for each of ${formatCount(counts.people)} people${shortfall(counts)}`
            : shortfall(counts)
        }
      />
      <Table
        title="Put off by rules"
        head={["Rule", "Times"]}
        rows={byCount(counts.deferred).map(([id, count]) => [ruleName(id), formatCount(count)])}
        empty="No message would have to wait."
      />
      <Table
        title="Not allowed by rules"
        head={["Rule", "Times"]}
        rows={byCount(counts.forbidden).map(([id, count]) => [ruleName(id), formatCount(count)])}
        empty="No message would be refused."
      />
      <Table
        title="Where it ends"
        head={["Reason", "People"]}
        rows={byCount(counts.ended).map(([reason, count]) => [
          reason === "still-inside" ? "Still inside" : reason,
          formatCount(count),
        ])}
        empty="Nobody has ended."
      />
      <Table
        title="Steps"
        head={["Step", "Entered", "Left"]}
        rows={flow.nodes.flatMap((node) => {
          const step = counts.steps[node.id];
          if (step === undefined) return [];
          return [
            [
              view(flow, node.id)?.title ?? node.id,
              formatCount(step.entered),
              formatCount(step.left),
            ],
          ];
        })}
        empty="Nobody came to any step."
      />
      {counts.failed > 0 && (
        <p className="text-sm text-ink-2">
          {formatCount(counts.failed)} accounts were closed meanwhile and are left out.
        </p>
      )}
    </>
  );
}

function shortfall({ unreached, unwritten }: BatchCounts): string {
  return [
    ...(unreached === 0 ? [] : [`; ${formatCount(unreached)} had no address to go to`]),
    ...(unwritten === 0 ? [] : [`; ${formatCount(unwritten)} could not be written`]),
  ].join("");
}

interface TableProps {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly empty: string;
  readonly foot?: ReactNode;
}

function Table({ title, head, rows, empty, foot }: TableProps) {
  return (
    <section aria-label={title} className="flex flex-col gap-1">
      <h3 className="text-sm font-semibold">{title}</h3>
      {rows.length === 0 ? (
        <p className="text-sm text-ink-3">{empty}</p>
      ) : (
        <table className="w-full border-collapse text-sm">
          <thead className="sr-only">
            <tr>
              {head.map((name) => (
                <th key={name}>{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ...numbers]) => (
              <tr key={name} className="border-b border-line last:border-0">
                <th scope="row" className="py-1 pr-3 text-left font-normal wrap-anywhere">
                  {name}
                </th>
                {numbers.map((number, index) => (
                  <td
                    // The cells of a row stand in the order of its head.
                    // oxlint-disable-next-line react/no-array-index-key
                    key={index}
                    className="py-1 pl-3 text-right align-top tabular-nums"
                  >
                    {number}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {foot !== undefined && foot !== "" && <p className="text-xs text-ink-3">{foot}</p>}
    </section>
  );
}
