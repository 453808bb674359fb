export type MergeFieldType = "text" | "number" | "money" | "date" | "link";

/** Something that a template can say: `{{ account.reference }}`. */
export interface MergeField {
  readonly id: string;
  readonly label: string;
  readonly type: MergeFieldType;
  /** Shown in previews. Money is integer minor units, a date `YYYY-MM-DD`. */
  readonly sample: string | number;
}

export const coreMergeFields: readonly MergeField[] = [
  { id: "debtor.first_name", label: "First name", type: "text", sample: "Thandi" },
  { id: "debtor.full_name", label: "Full name", type: "text", sample: "Thandi Mokoena" },
  { id: "account.reference", label: "Account reference", type: "text", sample: "INV-20418" },
  { id: "account.arrears", label: "Arrears", type: "money", sample: 120_450 },
  { id: "account.balance", label: "Balance", type: "money", sample: 480_000 },
  { id: "account.due_date", label: "Due date", type: "date", sample: "2026-06-01" },
  { id: "account.instalment_amount", label: "Next instalment", type: "money", sample: 40_000 },
  {
    id: "account.instalment_due_on",
    label: "Next instalment due on",
    type: "date",
    sample: "2026-06-15",
  },
  {
    id: "account.pay_reference",
    label: "Reference to pay with",
    type: "text",
    sample: "RF74 1234 5678 9",
  },
  { id: "accounts.count", label: "Number of accounts", type: "number", sample: 2 },
  { id: "accounts.total", label: "Arrears of all accounts", type: "money", sample: 150_450 },
  { id: "accounts.oldest", label: "Oldest due date", type: "date", sample: "2026-05-01" },
  { id: "client.name", label: "Client", type: "text", sample: "Acme Furnishers" },
  { id: "portfolio.name", label: "Portfolio", type: "text", sample: "Early arrears" },
  { id: "brand.name", label: "Brand", type: "text", sample: "Fair Collections" },
  {
    id: "brand.registration",
    label: "Registration number",
    type: "text",
    sample: "NCRDC0000",
  },
  { id: "pay.bank", label: "Bank", type: "text", sample: "Example Bank" },
  { id: "pay.account_holder", label: "Account holder", type: "text", sample: "Acme Furnishers" },
  { id: "pay.account_number", label: "Bank account number", type: "text", sample: "62000000000" },
  { id: "pay.branch_code", label: "Branch code", type: "text", sample: "250655" },
  { id: "pay.till_number", label: "Till number", type: "text", sample: "11347" },
  { id: "payment_link", label: "Pay now link", type: "link", sample: "https://pay.example/p/7Q2" },
  {
    id: "opt_out_link",
    label: "Opt-out and preferences link",
    type: "link",
    sample: "https://pay.example/u/4T9",
  },
  { id: "today", label: "Today", type: "date", sample: "2026-06-10" },
];

/** What each item of the list `accounts` has, for `{% for each in accounts %}{{ each.reference }}{% endfor %}`. */
export const accountLineFields: readonly MergeField[] = [
  { id: "reference", label: "Account reference", type: "text", sample: "INV-20418" },
  { id: "arrears", label: "Arrears", type: "money", sample: 120_450 },
  { id: "balance", label: "Balance", type: "money", sample: 480_000 },
  { id: "due_date", label: "Due date", type: "date", sample: "2026-06-01" },
  {
    id: "pay_reference",
    label: "Reference to pay with",
    type: "text",
    sample: "RF74 1234 5678 9",
  },
];
