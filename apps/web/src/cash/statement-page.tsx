import { cashEndpoints, type StatementFileState } from "@fairflow/contract";
import { Callout, EmptyState, ProgressBar, Skeleton } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ArrowLeft, FileCheck2, FileX } from "lucide-react";
import { LoadFailed } from "../frame/load-failed.tsx";
import { Page } from "../frame/page.tsx";
import { ask } from "../server/ask.ts";
import { formatCount } from "../server/format.ts";
import { ProblemLines } from "./problem-lines.tsx";
import { ReadingSteps } from "./reading-steps.tsx";

const POLL_MS = 1_000;
const FORMATS = { mt940: "MT940", camt053: "CAMT.053", table: "Table" } as const;

/** One file of a bank or an agency: looked at, booked. */
export function StatementPage() {
  const { id } = useParams({ from: "/frame/cash/statements/$id" });
  const file = useQuery({
    ...ask(cashEndpoints.statementFile, { params: { id } }),
    refetchInterval: ({ state: { data } }) => (data?.status === "booking" ? POLL_MS : false),
  });
  const back = (
    <Link
      to="/cash/statements"
      className="inline-flex h-8 items-center gap-1.5 rounded-control px-2 text-sm font-medium text-ink-2 hover:bg-sunken"
    >
      <ArrowLeft aria-hidden className="size-4" /> All statements
    </Link>
  );
  if (file.data === undefined) {
    return (
      <Page title="Bank statement" actions={back}>
        {file.isError ? (
          <LoadFailed
            what="This file could not be opened"
            error={file.error}
            onRetry={() => void file.refetch()}
          />
        ) : (
          <Skeleton className="h-96" />
        )}
      </Page>
    );
  }
  const { fileName, createdBy, format } = file.data;
  return (
    <Page title={fileName} subtitle={`${FORMATS[format]}, from ${createdBy}`} actions={back}>
      <Content file={file.data} />
    </Page>
  );
}

function Content({ file }: { readonly file: StatementFileState }) {
  const { linesNew, linesDone, problems } = file;
  switch (file.status) {
    case "uploaded":
      return <ReadingSteps file={file} />;
    case "booking":
      return (
        <ProgressBar
          label="Booking"
          share={linesNew === 0 ? null : linesDone / linesNew}
          text={`${formatCount(linesDone)} of ${formatCount(linesNew)} lines looked at`}
        />
      );
    case "done":
      return (
        <>
          <Callout
            tone="ok"
            icon={<FileCheck2 aria-hidden className="mt-0.5 size-5 shrink-0" />}
            title="This file is booked"
          >
            {`It brought ${formatCount(linesNew)} new ${linesNew === 1 ? "line" : "lines"}. What was not sure stands on the desk. `}
            <Link to="/cash" className="font-medium text-accent hover:underline">
              Go to the desk
            </Link>
          </Callout>
          <ProblemLines problems={problems} />
        </>
      );
    case "cancelled":
      return (
        <EmptyState icon={<FileX />} title="This file was given up">
          Nothing of it was kept. Bring it again if it was a mistake.
        </EmptyState>
      );
    case "refused":
      return (
        <EmptyState icon={<FileX />} title="This file was refused">
          {file.refusal}
        </EmptyState>
      );
  }
}
