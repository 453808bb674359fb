import { cashEndpoints, type StatementFileState } from "@fairflow/contract";
import { Badge, EmptyState } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowLeft, Landmark } from "lucide-react";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { Page } from "../frame/page.tsx";
import { useZone } from "../frame/use-zone.ts";
import { ask } from "../server/ask.ts";
import { formatCount, formatInstant } from "../server/format.ts";
import { useUser } from "../session/use-session.ts";
import { StatementUpload } from "./statement-upload.tsx";

const STATES = {
  uploaded: { label: "Waiting for you", tone: "info" },
  booking: { label: "Booking", tone: "accent" },
  done: { label: "Booked", tone: "ok" },
  cancelled: { label: "Given up", tone: "neutral" },
  refused: { label: "Refused", tone: "bad" },
} as const;

/** The files of banks and agencies that were brought, the newest first. */
export function StatementsPage() {
  const zone = useZone();
  const { role } = useUser();
  const files = useQuery(ask(cashEndpoints.statementFiles, {}));
  return (
    <Page
      title="Bank statements"
      subtitle="Files of banks and agencies. What they open with and their lines must come to what they close with, and a line that comes again is not booked again."
      actions={
        <Link
          to="/cash"
          className="inline-flex h-8 items-center gap-1.5 rounded-control px-2 text-sm font-medium text-ink-2 hover:bg-sunken"
        >
          <ArrowLeft aria-hidden className="size-4" /> Cash
        </Link>
      }
    >
      {role !== "manager" && <StatementUpload />}
      <NotLoaded query={files} what="The statements could not be loaded" className="h-40" />
      {files.data?.files.length === 0 && (
        <EmptyState icon={<Landmark />} title="No statement yet">
          Download one from your bank as MT940, CAMT.053 or CSV, and bring it here.
        </EmptyState>
      )}
      {files.data !== undefined && files.data.files.length > 0 && (
        <section>
          <h2 className="mb-2 text-lg font-semibold">Earlier files</h2>
          <ul className="divide-y divide-line rounded-card border border-line bg-surface">
            {files.data.files.map((file) => (
              <li key={file.id}>
                <Link
                  to="/cash/statements/$id"
                  params={{ id: file.id }}
                  className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 hover:bg-sunken"
                >
                  <span className="min-w-0 flex-1">
                    <span className="block truncate font-medium">{file.fileName}</span>
                    <span className="block text-xs text-ink-3">
                      {formatInstant(file.createdAtMs, zone)}, {file.createdBy}
                    </span>
                  </span>
                  <span className="text-sm text-ink-2">{summaryOf(file)}</span>
                  <Badge tone={STATES[file.status].tone}>{STATES[file.status].label}</Badge>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}

function summaryOf({ status, refusal, linesNew, problems }: StatementFileState): string {
  if (status === "refused") return refusal ?? "";
  if (status === "uploaded" || status === "cancelled") return "";
  const bad = problems.length === 0 ? "" : `, ${formatCount(problems.length)} unreadable`;
  return `${formatCount(linesNew)} new ${linesNew === 1 ? "line" : "lines"}${bad}`;
}
