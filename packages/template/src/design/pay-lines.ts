import type { PayLabels } from "./block.ts";

/** One line of how to pay: it stands there where the field has a value. */
export interface PayLine {
  readonly label: string;
  readonly field: string;
}

/** The ways to pay, in the order in which they are said. */
export function payLines(labels: PayLabels): readonly PayLine[] {
  return [
    { label: labels.bank, field: "pay.bank" },
    { label: labels.holder, field: "pay.account_holder" },
    { label: labels.number, field: "pay.account_number" },
    { label: labels.branch, field: "pay.branch_code" },
    { label: labels.reference, field: "account.pay_reference" },
    { label: labels.till, field: "pay.till_number" },
    { label: labels.link, field: "payment_link" },
  ];
}
