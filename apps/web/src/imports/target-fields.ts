import type { OptionGroup } from "@fairflow/ui";

export interface TargetField {
  readonly id: string;
  readonly label: string;
  /** May be stated once for the whole file. */
  readonly constant?: boolean;
}

/** What a column of a file can become, as packages/intake names it and as people say it. */
const DEBTOR_FIELDS: readonly TargetField[] = [
  { id: "debtor.reference", label: "Customer number" },
  { id: "debtor.first_name", label: "First name" },
  { id: "debtor.last_name", label: "Last name" },
  { id: "debtor.full_name", label: "Full name" },
  { id: "debtor.company", label: "Company" },
  { id: "debtor.id_number", label: "Id number" },
  { id: "debtor.phone", label: "Phone" },
  { id: "debtor.phone_2", label: "Second phone" },
  { id: "debtor.email", label: "E-mail" },
  { id: "debtor.address_line_1", label: "Address, line 1" },
  { id: "debtor.address_line_2", label: "Address, line 2" },
  { id: "debtor.address_line_3", label: "Address, line 3" },
  { id: "debtor.city", label: "City" },
  { id: "debtor.postal_code", label: "Postal code" },
  { id: "debtor.pay_day", label: "Pay day" },
  { id: "debtor.kind", label: "Person or company", constant: true },
  { id: "debtor.country", label: "Country", constant: true },
  { id: "debtor.subdivision", label: "State or province", constant: true },
  { id: "debtor.zone", label: "Time zone", constant: true },
  { id: "debtor.language", label: "Language", constant: true },
  { id: "debtor.preferred_channel", label: "Preferred channel", constant: true },
  { id: "debtor.tags", label: "Tags of the person", constant: true },
];

const ACCOUNT_FIELDS: readonly TargetField[] = [
  { id: "account.reference", label: "Account number" },
  { id: "account.opened_on", label: "Opened on" },
  { id: "account.due_date", label: "Due date" },
  { id: "account.amount", label: "Amount" },
  { id: "account.balance", label: "Balance" },
  { id: "account.arrears", label: "Arrears" },
  { id: "account.in_default_since", label: "In default since" },
  { id: "account.principal_at_default", label: "Principal at default" },
  { id: "account.charges_since_default", label: "Interest and charges since default" },
  { id: "account.kind", label: "Kind of account", constant: true },
  { id: "account.currency", label: "Currency", constant: true },
  { id: "account.debt_type", label: "Type of debt", constant: true },
  { id: "account.client", label: "Client", constant: true },
  { id: "account.portfolio", label: "Portfolio", constant: true },
  { id: "account.collector", label: "Kind of collector", constant: true },
  { id: "account.product", label: "Product", constant: true },
  { id: "account.stage", label: "Stage", constant: true },
  { id: "account.tags", label: "Tags of the account", constant: true },
];

const ALL = [...DEBTOR_FIELDS, ...ACCOUNT_FIELDS];

export const constantFields: readonly TargetField[] = ALL.filter(
  ({ constant }) => constant === true,
);

export function targetLabel(id: string): string {
  return ALL.find((field) => field.id === id)?.label ?? id;
}

export const targetOptions: readonly OptionGroup[] = [
  { label: "Person", options: DEBTOR_FIELDS.map(({ id, label }) => ({ value: id, label })) },
  { label: "Account", options: ACCOUNT_FIELDS.map(({ id, label }) => ({ value: id, label })) },
];
