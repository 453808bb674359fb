import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "./connect.ts";
import { FACT_SOURCES } from "./fact-columns.ts";
import { limitTime } from "./limit-time.ts";
import { conditionOf, isAsked, type AccountQuestion } from "./matching-accounts.ts";

const Counts = z.array(z.int());

/** Of how many accounts that match each field has no value, in the order of the fields. */
export interface MissingValues {
  readonly of: number;
  readonly missing: readonly number[];
}

/** Whether it is known before a message is sent that a merge field has no value. */
export function canBeMissing(field: string): boolean {
  return missingAs(field) !== undefined;
}

/** @param fields ids of merge fields that `canBeMissing` knows */
export async function countMissing(
  tx: Transaction,
  asked: AccountQuestion,
  fields: readonly string[],
): Promise<MissingValues> {
  await limitTime(tx);
  const counts = fields.flatMap((field) => {
    const missing = missingAs(field);
    return missing === undefined ? [] : [sql`count(*) filter (where ${missing})::int`];
  });
  const columns = sql.join([sql`count(*)::int`, ...counts], sql`, `);
  const rows = await tx.orm.execute(sql`
    select array[${columns}] as counts
    from ${FACT_SOURCES}
    where ${isAsked(asked)} and ${conditionOf(asked)}`);
  const [row] = [...rows];
  const [of = 0, ...missing] = Counts.parse(row?.["counts"]);
  return { of, missing };
}

const DEBTOR_PARTY = sql`exists (
  select from party named where named.debtor_id = a.debtor_id and named.is_debtor and named.name is not null)`;
const WITHHELD = sql`a.charges_above <> '{}'`;
const UNDATED = sql`coalesce(a.oldest_unpaid_on, a.next_due_on, a.due_date) is null`;

function missingAs(field: string): SQL | undefined {
  switch (field) {
    case "debtor.first_name":
    case "debtor.full_name":
      return sql`not ${DEBTOR_PARTY}`;
    case "account.arrears":
    case "account.balance":
    case "accounts.total":
      return WITHHELD;
    case "account.due_date":
    case "accounts.oldest":
      return UNDATED;
    case "brand.registration":
      return sql`p.registration is null`;
    case "pay.bank":
      return sql`p.pay_to->>'bank' is null`;
    case "pay.account_holder":
      return sql`p.pay_to->>'accountHolder' is null`;
    case "pay.account_number":
      return sql`p.pay_to->>'accountNumber' is null`;
    case "pay.branch_code":
      return sql`p.pay_to->>'branchCode' is null`;
    case "pay.till_number":
      return sql`p.pay_to->>'tillNumber' is null`;
    default:
      return field.startsWith("custom.")
        ? sql`coalesce(a.custom->>${field.slice("custom.".length)}, '') = ''`
        : undefined;
  }
}
