import { formatDate, formatMoney } from "../server/format.ts";
import type { PlannedInstalment } from "./planned-instalments.ts";

export interface InstalmentPreviewProps {
  readonly instalments: readonly PlannedInstalment[];
  readonly currency: string;
  /** What is left of a month's income; undefined while it is not known. */
  readonly leftMinor: number | undefined;
}

/** What will be agreed, and whether it can be afforded. */
export function InstalmentPreview({ instalments, currency, leftMinor }: InstalmentPreviewProps) {
  const [first] = instalments;
  const last = instalments.at(-1);
  if (first === undefined || last === undefined) return null;
  const money = (minor: number) => formatMoney({ minor, currency });
  const isTight = leftMinor !== undefined && first.amountMinor > leftMinor;
  return (
    <div className="rounded-control bg-sunken px-3 py-2 text-sm text-ink-2">
      <p>
        {`${instalments.length} × ${money(first.amountMinor)}, from ${formatDate(first.dueOn)} to ${formatDate(last.dueOn)}`}
        {last.amountMinor === first.amountMinor ? "" : `; the last is ${money(last.amountMinor)}`}
      </p>
      {leftMinor !== undefined && (
        <p className={isTight ? "font-medium text-warn" : undefined}>
          {isTight
            ? `They have ${money(Math.max(0, leftMinor))} left in a month: this is more than they can pay`
            : `They have ${money(leftMinor)} left in a month`}
        </p>
      )}
    </div>
  );
}
