import { endpoints, PROBLEMS_PATH, type ImportState } from "@fairflow/contract";
import { Button, Callout, ProgressBar } from "@fairflow/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck, Download } from "lucide-react";
import { toast } from "sonner";
import { call } from "../server/call.ts";
import { formatCount } from "../server/format.ts";
import { messageOf } from "../server/request-failed.ts";
import { AbsentQuestion } from "./absent-question.tsx";

export interface ImportProgressProps {
  readonly state: ImportState;
}

/** How far an import is, with its rate and a way to stop it; or what became of it. */
export function ImportProgress({ state }: ImportProgressProps) {
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => call(endpoints.cancelImport, { params: { id: state.id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: [endpoints.importState.path] }),
    onError: (error) => toast.error(messageOf(error)),
  });
  const { status, rows, good, bad, unchanged, rowsPerSecond } = state;
  if (status === "importing") {
    const rate = rowsPerSecond === null ? "" : `, ${formatCount(rowsPerSecond)} a second`;
    return (
      <div className="flex flex-col gap-4 rounded-card border border-line bg-surface p-5">
        <ProgressBar label="Importing" share={null} text={`${formatCount(rows)} rows${rate}`} />
        <Button
          kind="danger"
          className="self-start"
          disabledReason={cancel.isPending ? "Stopping" : undefined}
          onClick={() => cancel.mutate()}
        >
          Stop; keep what is in
        </Button>
      </div>
    );
  }
  if (status === "confirming") return <AbsentQuestion state={state} />;
  return (
    <div className="flex flex-col items-start gap-4">
      <Callout
        tone={status === "done" ? "ok" : "info"}
        icon={<CircleCheck aria-hidden className="mt-0.5 size-4" />}
        title={status === "done" ? "The file is in" : "Stopped; what was in stays"}
      >
        <dl className="mt-1 flex flex-wrap gap-x-8 gap-y-1 tabular-nums">
          <Figure label="Rows read" value={rows} />
          <Figure label="Imported" value={good} />
          <Figure label="Already the same" value={unchanged} />
          <Figure label="Left out" value={bad} />
        </dl>
      </Callout>
      <div className="flex flex-wrap gap-2">
        {bad > 0 && (
          <a
            href={PROBLEMS_PATH.replace(":id", state.id)}
            download
            className="inline-flex h-8 items-center gap-1.5 rounded-control border border-line-strong/60 bg-surface px-3 text-sm font-medium hover:bg-sunken"
          >
            <Download aria-hidden className="size-4" /> Bad rows as CSV
          </a>
        )}
        <Link
          to="/debtors"
          className="inline-flex h-8 items-center rounded-control bg-accent px-3 text-sm font-medium text-on-accent hover:bg-accent-strong"
        >
          See the debtors
        </Link>
      </div>
    </div>
  );
}

function Figure({ label, value }: { readonly label: string; readonly value: number }) {
  return (
    <div>
      <dt className="text-xs text-ink-3">{label}</dt>
      <dd className="text-lg font-semibold">{formatCount(value)}</dd>
    </div>
  );
}
