import { DASHBOARD_EXPORT_PATH, type DashboardScope, type FigureId } from "@fairflow/contract";
import { Button } from "@fairflow/ui";
import { Download, Printer } from "lucide-react";

export interface ExportLinksProps {
  readonly figure?: FigureId;
  readonly scope: DashboardScope;
}

const LOOK =
  "inline-flex h-8 items-center gap-1.5 rounded-control border border-line-strong bg-surface px-3 text-base font-medium hover:bg-sunken print:hidden";

/** What is shown as a file, or on paper. */
export function ExportLinks({ figure, scope }: ExportLinksProps) {
  const address = (format: string) => {
    const query = new URLSearchParams({ format });
    if (figure !== undefined) query.set("figure", figure);
    for (const [name, id] of Object.entries(scope)) {
      if (id !== undefined) query.set(name, id);
    }
    return `${DASHBOARD_EXPORT_PATH}?${query.toString()}`;
  };
  return (
    <>
      <a className={LOOK} href={address("csv")} download>
        <Download aria-hidden className="size-4" /> CSV
      </a>
      <a className={LOOK} href={address("xlsx")} download>
        <Download aria-hidden className="size-4" /> Excel
      </a>
      <Button className="print:hidden" onClick={() => window.print()}>
        <Printer aria-hidden className="size-4" /> Print
      </Button>
    </>
  );
}
