import { endpoints, PROBLEMS_PATH } from "@fairflow/contract";
import { Button, Callout, Skeleton, SwitchField } from "@fairflow/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowLeft, Download } from "lucide-react";
import { useState } from "react";
import { LoadFailed } from "../frame/load-failed.tsx";
import { WhyFailed } from "../frame/why-failed.tsx";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { formatCount } from "../server/format.ts";
import type { MappingDraft } from "./mapping-draft.ts";
import { PreviewTable } from "./preview-table.tsx";
import { ProblemList } from "./problem-list.tsx";

export interface PreviewStepProps {
  readonly id: string;
  readonly mapping: MappingDraft;
  readonly onBack: () => void;
}

/** What would be imported and what is wrong with the rest; nothing has changed yet. */
export function PreviewStep({ id, mapping, onBack }: PreviewStepProps) {
  const [acceptBadRows, setAcceptBadRows] = useState(false);
  const client = useQueryClient();
  const body = { mapping: { ...mapping } };
  const preview = useQuery({
    ...ask(endpoints.previewImport, { params: { id }, body }),
    staleTime: Infinity,
  });
  const commit = useMutation({
    mutationFn: () =>
      call(endpoints.commitImport, { params: { id }, body: { ...body, acceptBadRows } }),
    onSuccess: (state) => {
      client.setQueryData(ask(endpoints.importState, { params: { id } }).queryKey, state);
      void client.invalidateQueries({ queryKey: [endpoints.imports.path] });
    },
  });
  const back = (
    <Button icon={<ArrowLeft className="size-4" />} onClick={onBack}>
      Back to the columns
    </Button>
  );
  if (preview.isPending) {
    return (
      <div role="status" className="flex flex-col gap-3">
        <p className="text-ink-2">Reading the file to find what is wrong with it.</p>
        <Skeleton className="h-80" />
      </div>
    );
  }
  if (preview.isError) {
    return (
      <div className="flex flex-col items-start gap-4">
        <LoadFailed
          what="The rows could not be read with these columns"
          error={preview.error}
          onRetry={() => void preview.refetch()}
        />
        {back}
      </div>
    );
  }
  const { rows, good, bad, problems, refusal, complete } = preview.data;
  const reason = commit.isPending
    ? "Just a moment"
    : refusal !== null
      ? "The file is refused as a whole"
      : good === 0
        ? "There is no good row"
        : bad > 0 && !acceptBadRows
          ? "Say what should become of the bad rows"
          : undefined;
  return (
    <div className="flex flex-col gap-5">
      {refusal !== null && (
        <Callout tone="bad" title="The file is refused as a whole">
          {refusal}
        </Callout>
      )}
      <p className="text-lg">
        <b className="font-semibold text-ok tabular-nums">{formatCount(good)} good rows</b>
        {bad > 0 && (
          <>
            {" and "}
            <b className="font-semibold text-bad tabular-nums">{formatCount(bad)} bad rows</b>
          </>
        )}
        {!complete && (
          <span className="block text-sm text-ink-3">
            The file is large, so only its beginning was read. The rest is checked as it comes in.
          </span>
        )}
      </p>
      {problems.length > 0 && (
        <section className="rounded-card border border-line bg-surface p-4">
          <div className="mb-2 flex items-center gap-3">
            <h2 className="flex-1 text-base font-semibold">What is wrong</h2>
            <a
              href={PROBLEMS_PATH.replace(":id", id)}
              download
              className="inline-flex h-8 items-center gap-1.5 rounded-control border border-line-strong/60 px-3 text-sm font-medium hover:bg-sunken"
            >
              <Download aria-hidden className="size-4" /> Bad rows as CSV
            </a>
          </div>
          <ProblemList problems={problems} />
        </section>
      )}
      <PreviewTable rows={rows} />
      {bad > 0 && (
        <SwitchField
          label="Import the good rows and leave the bad ones out"
          hint="The bad rows stay in the CSV, to be mended and imported later."
          checked={acceptBadRows}
          onChange={setAcceptBadRows}
        />
      )}
      <WhyFailed error={commit.error} />
      <footer className="flex justify-between gap-2">
        {back}
        <Button kind="primary" disabledReason={reason} onClick={() => commit.mutate()}>
          {`Import ${formatCount(good)} rows`}
        </Button>
      </footer>
    </div>
  );
}
