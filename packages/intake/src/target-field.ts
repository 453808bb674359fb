import { z } from "zod";

const PLAIN_FIELDS = [
  "debtor.reference",
  "debtor.first_name",
  "debtor.last_name",
  "debtor.full_name",
  "debtor.company",
  "debtor.id_number",
  "debtor.phone",
  "debtor.phone_2",
  "debtor.email",
  "debtor.address_line_1",
  "debtor.address_line_2",
  "debtor.address_line_3",
  "debtor.city",
  "debtor.postal_code",
  "debtor.pay_day",
  "account.reference",
  "account.opened_on",
  "account.due_date",
  "account.amount",
  "account.balance",
  "account.arrears",
  "account.in_default_since",
  "account.principal_at_default",
  "account.charges_since_default",
] as const;

const CONSTANT_FIELDS = [
  "debtor.kind",
  "debtor.country",
  "debtor.subdivision",
  "debtor.zone",
  "debtor.language",
  "debtor.preferred_channel",
  "debtor.tags",
  "account.kind",
  "account.currency",
  "account.debt_type",
  "account.client",
  "account.portfolio",
  "account.collector",
  "account.product",
  "account.stage",
  "account.tags",
] as const;

/** What a mapping may state once for the whole file; a column of the same target wins where its cell is not empty. */
export const ConstantField = z.enum(CONSTANT_FIELDS);
export type ConstantField = z.infer<typeof ConstantField>;

/** What a column of a file can become. The names are those of the criteria's fields where both have one. */
export const TargetField = z.enum([...PLAIN_FIELDS, ...CONSTANT_FIELDS]);
export type TargetField = z.infer<typeof TargetField>;
