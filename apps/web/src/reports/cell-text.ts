import type { ReportTable } from "@fairflow/contract";
import { shareWords } from "@fairflow/contract/share-words";
import { formatCount, formatMoney } from "../server/format.ts";

type Cell = ReportTable["rows"][number][number];
type Kind = ReportTable["columns"][number]["kind"];

/** A figure as a person reads it; a dash where there is none. */
export function cellText(cell: Cell, kind: Kind, currency: string): string {
  if (cell === null) return "–";
  if (typeof cell === "string") return cell;
  switch (kind) {
    case "money":
      return formatMoney({ minor: Math.round(cell), currency });
    case "share":
      return shareWords(cell);
    case "price":
      return cell.toFixed(2);
    case "text":
    case "count":
      return formatCount(cell);
  }
}
