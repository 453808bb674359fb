import type { Agreement } from "@fairflow/contract";
import { Badge, type Tone } from "@fairflow/ui";
import { formatMoney } from "../server/format.ts";

/** How something stands, in words and colour. */
export type Standing = readonly [words: string, tone: Tone];

export interface AmountLineProps {
  readonly amount: Agreement["amount"];
  readonly standing: Standing;
}

/** How much was agreed or offered, and how that stands. */
export function AmountLine({ amount, standing: [words, tone] }: AmountLineProps) {
  return (
    <p className="flex flex-wrap items-center gap-2">
      <span className="font-medium tabular-nums">{formatMoney(amount)}</span>
      <Badge tone={tone}>{words}</Badge>
    </p>
  );
}
