import { FieldGroup, type Field, type Fields, type FieldType } from "./field.ts";

type Choices = readonly (readonly [value: string, label: string])[];

const CHANNELS: Choices = [
  ["sms", "SMS"],
  ["email", "E-mail"],
  ["letter", "Letter"],
];

const CORE: readonly Field[] = [
  field("account.kind", "Kind of account", "choice", [
    ["invoice", "Invoice"],
    ["instalment", "Instalment"],
    ["revolving", "Revolving"],
    ["charged_off", "Charged off"],
  ]),
  field("account.status", "Account status", "choice", [
    ["open", "Open"],
    ["paid", "Paid"],
    ["cured", "Cured"],
    ["closed", "Closed"],
  ]),
  field("account.currency", "Currency", "text"),
  field("account.arrears", "Arrears", "money"),
  field("account.balance", "Balance", "money"),
  field("account.days_past_due", "Days past due", "number"),
  field("account.days_until_due", "Days until due", "number"),
  field("account.bucket", "Bucket", "choice", [
    ["current", "Current"],
    ["1_30", "1 to 30 days"],
    ["31_60", "31 to 60 days"],
    ["61_90", "61 to 90 days"],
    ["91_120", "91 to 120 days"],
    ["over_120", "Over 120 days"],
  ]),
  field("account.due_date", "Due date", "date"),
  field("account.opened_on", "Opening date", "date"),
  field("account.product", "Product", "text"),
  field("account.stage", "Stage", "text"),
  field("account.tags", "Account tags", "tags"),
  field("account.times_late_12m", "Times late in 12 months", "number"),
  field("account.promises_broken", "Promises broken", "number"),
  field("account.promise_open", "Promise to pay open", "boolean"),
  field("account.arrangement_active", "Arrangement in force", "boolean"),
  field("account.instalment_due_on", "Next instalment due on", "date"),
  field("account.instalment_days_until_due", "Days until next instalment", "number"),
  field("account.instalment_amount", "Next instalment", "money"),
  field("account.instalments_missed", "Instalments missed", "number"),
  field("account.disputed", "Open dispute", "boolean"),
  field("account.client", "Client", "text"),
  field("account.portfolio", "Portfolio", "text"),
  field("debtor.kind", "Kind of debtor", "choice", [
    ["person", "Person"],
    ["company", "Company"],
  ]),
  field("debtor.language", "Language", "text"),
  field("debtor.preferred_channel", "Preferred channel", "choice", CHANNELS),
  field("debtor.can_sms", "Reachable by SMS", "boolean"),
  field("debtor.can_email", "Reachable by e-mail", "boolean"),
  field("debtor.can_letter", "Reachable by letter", "boolean"),
  field("debtor.open_accounts", "Open accounts of the debtor", "number"),
  field("debtor.total_arrears", "Arrears of the debtor in all", "money"),
  field("debtor.tags", "Debtor tags", "tags"),
  field("debtor.pay_day", "Pay day of the month", "number"),
  field("history.days_since_last_attempt", "Days since last attempt", "number"),
  field("history.days_since_last_contact", "Days since last contact", "number"),
  field("history.attempts_7d", "Attempts in 7 days", "number"),
  field("history.attempts_30d", "Attempts in 30 days", "number"),
  field("history.last_channel", "Last channel", "choice", CHANNELS),
  field("run.days_in_flow", "Days in this flow", "number"),
  field("run.messages_sent", "Messages sent by this flow", "number"),
];

/**
 * What is known of every account without any set-up. `account.days_past_due` is 0 while nothing is overdue;
 * `account.days_until_due`, the `account.instalment_*` fields, `debtor.pay_day` and the `history.days_since_*` fields are null when there is no such day.
 */
export const coreFields: Fields = new Map(CORE.map((each) => [each.id, each]));

/** The core fields and an installation's own, whose ids begin with `custom.`; others are left out. */
export function fieldsWith(custom: readonly Field[]): Fields {
  const own = custom.filter((each) => each.id.startsWith("custom."));
  return new Map([...coreFields, ...own.map((each): [string, Field] => [each.id, each])]);
}

function field(id: string, label: string, type: FieldType, choices?: Choices): Field {
  const group = FieldGroup.parse(id.split(".")[0]);
  if (choices === undefined) return { id, label, type, group };
  return {
    id,
    label,
    type,
    group,
    choices: choices.map(([value, name]) => ({ value, label: name })),
  };
}
