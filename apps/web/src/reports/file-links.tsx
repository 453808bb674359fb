import type { ReportQuery, ReportTable } from "@fairflow/contract";
import { REPORT_FILE_PATH } from "@fairflow/contract";
import { Button, Menu } from "@fairflow/ui";
import { Download } from "lucide-react";
import type { ReportSearch } from "./report-search.ts";

export interface FileLinksProps {
  readonly kind: ReportSearch["kind"];
  readonly query: ReportQuery;
  readonly tables: readonly ReportTable[];
}

/** The report as a workbook, a PDF, or each of its tables as CSV. */
export function FileLinks({ kind, query, tables }: FileLinksProps) {
  const open = (format: string, table?: string) => {
    const asked = Object.entries({ ...query, format, table }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    );
    const path = REPORT_FILE_PATH.replace(":kind", kind);
    window.location.assign(`${path}?${new URLSearchParams(asked).toString()}`);
  };
  return (
    <Menu
      trigger={<Button icon={<Download aria-hidden className="size-4" />}>Download</Button>}
      items={[
        { label: "Workbook (XLSX)", onSelect: () => open("xlsx") },
        { label: "PDF", onSelect: () => open("pdf") },
        ...tables.map(({ id, title }) => ({
          label: `${title} (CSV)`,
          onSelect: () => open("csv", id),
        })),
      ]}
    />
  );
}
