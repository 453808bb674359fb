import type { ReportTable } from "@fairflow/contract";
import { formatCount, formatMoney } from "../server/format.ts";

type Cell = ReportTable["rows"][number][number];
type Kind = ReportTable["columns"][number]["kind"];

const shares = new Intl.NumberFormat("en-ZA", {
  style: "percent",
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const prices = new Intl.NumberFormat("en-ZA", {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});

/** A figure as a person reads it; a dash where there is none. */
export function cellText(cell: Cell, kind: Kind, currency: string): string {
  if (cell === null) return "–";
  if (typeof cell === "string") return cell;
  switch (kind) {
    case "money":
      return formatMoney({ minor: Math.round(cell), currency });
    case "share":
      return shares.format(cell);
    case "price":
      return prices.format(cell);
    case "text":
    case "count":
      return formatCount(cell);
  }
}
