import { z } from "zod";
import { minorDigits } from "./currency.ts";
import { isDateFormat } from "./date-format.ts";
import { Delimiter } from "./delimiter.ts";
import { Encoding } from "./encoding.ts";
import { isLanguageTag } from "./language-tag.ts";
import { ConstantField, TargetField } from "./target-field.ts";

const ColumnName = z.string().trim().min(1).max(200);

/** A column as it stands, or with its values translated: `{ "Paper": "letter" }`. Values that the list lacks are refused. */
const ColumnSource = z.union([
  ColumnName,
  z.strictObject({
    column: ColumnName,
    values: z.record(z.string().max(200), z.string().max(200)).optional(),
  }),
]);
export type ColumnSource = z.infer<typeof ColumnSource>;

/** A field of the installation's own; it becomes `custom.<name>`. `pii` decides whether it is encrypted and kept from facts. */
const CustomColumn = z.strictObject({
  column: ColumnName,
  type: z.enum(["text", "number", "money", "date", "boolean"]),
  pii: z.boolean(),
});
export type CustomColumn = z.infer<typeof CustomColumn>;

/**
 * A record that states how much the file holds. Its first cell is `marker`; `count` and `total` are the places of the
 * cells, counted from 1, with the number of rows and the sum of `totalOf`.
 */
const ControlRecord = z.strictObject({
  marker: z.string().min(1).max(50),
  count: z.int().min(2).max(1000).optional(),
  total: z.int().min(2).max(1000).optional(),
});
export type ControlRecord = z.infer<typeof ControlRecord>;

const FileForm = z.strictObject({
  delimiter: z.union([z.literal("auto"), Delimiter]).default("auto"),
  encoding: z.union([z.literal("auto"), Encoding]).default("auto"),
  /** `none` reads quotes as ordinary characters. */
  quote: z.enum(['"', "none"]).default('"'),
  /** Which record names the columns, blank lines and control records not counted; 0: none, and they are `column 1` onwards. */
  headerRow: z.int().min(0).max(100).default(1),
  dates: z
    .string()
    .refine(isDateFormat, { error: "Not a date format: write one such as YYYY-MM-DD or D/M/YYYY" })
    .optional(),
  decimal: z.enum([".", ","]).default("."),
  thousands: z.enum(["", ",", ".", " ", "'"]).default(""),
});
export type FileForm = z.infer<typeof FileForm>;

/**
 * How arrears come about: stated by a column; the whole balance from the day after the due date; or the whole
 * balance whatever the date.
 */
const ArrearsRule = z.enum(["stated", "balance_once_due", "whole_balance"]);

const MappingDocument = z.strictObject({
  schema: z.literal("fairflow.mapping/1"),
  name: z.string().trim().min(1).max(100),
  /** A full feed lists every open account of its portfolio; a delta only what changed. */
  feed: z.enum(["full", "delta"]).default("delta"),
  file: FileForm.prefault({}),
  columns: z.partialRecord(TargetField, ColumnSource),
  custom: z.record(z.string().regex(/^[a-z][a-z0-9_]{0,62}$/), CustomColumn).default({}),
  constants: z.partialRecord(ConstantField, z.string().trim().min(1).max(200)).default({}),
  arrears: ArrearsRule,
  controls: z
    .strictObject({
      header: ControlRecord.optional(),
      trailer: ControlRecord.optional(),
      totalOf: z.enum(["account.amount", "account.balance", "account.arrears"]).optional(),
    })
    .default({}),
});

/**
 * How the columns of one kind of file become accounts. Saved, reused, and shipped beside the examples as
 * `<name>.mapping.json`.
 */
export const Mapping = z
  .unknown()
  .refine(hasNoPrototypeKey, { error: 'The name "__proto__" is reserved', abort: true })
  .pipe(MappingDocument.superRefine(checkTogether));
export type Mapping = z.infer<typeof MappingDocument>;

/** Records drop a `__proto__` key without a word; a mapping that has one is refused. */
function hasNoPrototypeKey(document: unknown): boolean {
  const pending = [document];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value !== "object" || value === null) continue;
    if (Object.hasOwn(value, "__proto__")) return false;
    pending.push(...Object.values(value));
  }
  return true;
}

function checkTogether(mapping: Mapping, context: z.RefinementCtx<Mapping>): void {
  const refuse = (path: string, message: string) => {
    context.addIssue({ code: "custom", path: path.split("/"), message });
  };
  const has = (field: TargetField) => mapping.columns[field] !== undefined;

  for (const field of ["debtor.reference", "account.reference"] as const) {
    if (!has(field)) refuse(`columns/${field}`, `No column is mapped to ${field}`);
  }
  for (const field of ["debtor.zone", "debtor.language", "account.currency"] as const) {
    if (!has(field) && mapping.constants[field] === undefined) {
      refuse(`constants/${field}`, `${field} has neither a column nor a constant`);
    }
  }
  if (!has("account.balance") && !has("account.amount") && !has("account.arrears")) {
    refuse(
      "columns/account.balance",
      "No column says how much is owed: map an amount, a balance or arrears",
    );
  }
  if (mapping.arrears === "stated" && !has("account.arrears")) {
    refuse(
      "columns/account.arrears",
      "The arrears are stated by a column, but none is mapped to account.arrears",
    );
  }
  if (mapping.arrears === "balance_once_due" && !has("account.due_date")) {
    refuse(
      "columns/account.due_date",
      "Arrears that begin after the due date need a column for account.due_date",
    );
  }
  if (mapping.file.decimal === mapping.file.thousands) {
    refuse("file/thousands", "Decimals and thousands cannot have the same separator");
  }
  const customDate = Object.values(mapping.custom).some((column) => column.type === "date");
  if (
    (has("account.due_date") || has("account.opened_on") || customDate) &&
    mapping.file.dates === undefined
  ) {
    refuse("file/dates", "The mapping has date columns but does not say how dates are written");
  }
  checkConstants(mapping, refuse);
  checkControls(mapping, refuse);
}

function checkConstants(mapping: Mapping, refuse: (path: string, message: string) => void): void {
  const { constants } = mapping;
  const currency = constants["account.currency"];
  if (currency !== undefined && minorDigits(currency) === undefined) {
    refuse("constants/account.currency", "Not a currency of ISO 4217");
  }
  const language = constants["debtor.language"];
  if (language !== undefined && !isLanguageTag(language)) {
    refuse("constants/debtor.language", "Not a language tag such as en, af or zu-ZA");
  }
}

function checkControls(mapping: Mapping, refuse: (path: string, message: string) => void): void {
  const { header, trailer, totalOf } = mapping.controls;
  if (header?.total === undefined && trailer?.total === undefined) return;
  if (totalOf === undefined || mapping.columns[totalOf] === undefined) {
    refuse("controls/totalOf", "A total needs the mapped amount that it is the sum of");
  }
  if (mapping.constants["account.currency"] === undefined) {
    refuse("constants/account.currency", "A total needs one currency for the whole file");
  }
}
