import { endpoints, type ImportState } from "@fairflow/contract";
import { Badge, EmptyState } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FileUp } from "lucide-react";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { Page } from "../frame/page.tsx";
import { useZone } from "../frame/use-zone.ts";
import { ask } from "../server/ask.ts";
import { formatCount, formatInstant } from "../server/format.ts";
import { UploadArea } from "./upload-area.tsx";

const STATES = {
  uploaded: { label: "Waiting for you", tone: "info" },
  importing: { label: "Importing", tone: "accent" },
  confirming: { label: "Needs your word", tone: "warn" },
  done: { label: "Done", tone: "ok" },
  cancelled: { label: "Cancelled", tone: "neutral" },
  refused: { label: "Refused", tone: "bad" },
} as const;

export function ImportsPage() {
  const zone = useZone();
  const imports = useQuery(ask(endpoints.imports, {}));
  return (
    <Page
      title="Imports"
      subtitle="Accounts come in from a file. Nothing changes until you have seen what would."
    >
      <UploadArea />
      <NotLoaded query={imports} what="The imports could not be loaded" className="h-40" />
      {imports.data?.length === 0 && (
        <EmptyState icon={<FileUp />} title="No file yet">
          A CSV with a line for each account is enough: who owes, what, and since when.
        </EmptyState>
      )}
      {imports.data !== undefined && imports.data.length > 0 && (
        <section>
          <h2 className="mb-2 text-lg font-semibold">Earlier files</h2>
          <ul className="divide-y divide-line rounded-card border border-line bg-surface">
            {imports.data.map((each) => (
              <li key={each.id}>
                <Link
                  to="/imports/$id"
                  params={{ id: each.id }}
                  className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 hover:bg-sunken"
                >
                  <span className="min-w-0 flex-1">
                    <span className="block truncate font-medium">{each.fileName}</span>
                    <span className="block text-xs text-ink-3">
                      {formatInstant(each.createdAtMs, zone)}, {each.createdBy}
                    </span>
                  </span>
                  <span className="text-sm text-ink-2">{summaryOf(each)}</span>
                  <Badge tone={STATES[each.status].tone}>{STATES[each.status].label}</Badge>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}

function summaryOf({ status, refusal, rows, good, bad }: ImportState): string {
  if (status === "refused") return refusal ?? "";
  if (status === "uploaded") return "";
  const bads = bad === 0 ? "" : `, ${formatCount(bad)} bad`;
  return `${formatCount(rows)} rows, ${formatCount(good)} good${bads}`;
}
