import { accountLineFields, coreMergeFields, type MergeField } from "./merge-field.ts";
import type { MergeValue, MergeValues } from "./merge-values.ts";

/** Made-up values of every field, for somebody with two accounts. */
export function sampleValues(custom: readonly MergeField[] = []): MergeValues {
  const line = valuesOf(accountLineFields);
  // What is worked out of the list of accounts is not given beside it.
  const single = coreMergeFields.filter(({ id }) => !id.startsWith("accounts."));
  const second = {
    ...line,
    reference: "INV-19877",
    arrears: 30_000,
    balance: 30_000,
    due_date: "2026-05-01",
    pay_reference: "RF20 9876 5432 1",
  };
  return { ...valuesOf([...single, ...custom]), accounts: [line, second] };
}

function valuesOf(fields: readonly MergeField[]): Readonly<Record<string, MergeValue>> {
  return Object.fromEntries(fields.map(({ id, sample }) => [id, sample]));
}
