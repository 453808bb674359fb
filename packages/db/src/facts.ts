import type { LocalDate } from "@fairflow/calendar";
import type { Field, FactValues } from "@fairflow/criteria";
import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "./connect.ts";
import { FACT_SOURCES, factColumns } from "./fact-columns.ts";
import { executePrepared } from "./prepared.ts";

export interface FactsQuery {
  /** Whose facts: of these accounts, or of every account of these debtors that is not closed. */
  readonly of: { readonly accounts: readonly string[] } | { readonly debtors: readonly string[] };
  /** The local date of all of them. */
  readonly today: LocalDate;
  /** The custom fields to read beside the core ones. */
  readonly custom?: readonly Field[];
  /** Only these fields, by id; all where absent. What is not asked for is not worked out. */
  readonly only?: ReadonlySet<string>;
}

export interface AccountFacts {
  readonly accountId: string;
  readonly debtorId: string;
  /** Those of the run itself are its own to add. */
  readonly values: FactValues;
}

const Fact = z.union([z.null(), z.number(), z.string(), z.boolean(), z.array(z.string())]);
const Row = z.looseObject({ id: z.string(), debtor_id: z.string() });

/** What is known of accounts, in no particular order. */
export async function loadFacts(
  tx: Transaction,
  query: FactsQuery,
): Promise<readonly AccountFacts[]> {
  const fields = [...factColumns(query.today, query.custom)].filter(
    ([id]) => query.only?.has(id) ?? true,
  );
  const values = fields.map(
    ([, { expression }], index) => sql`${expression} as ${sql.identifier(`f${index}`)}`,
  );
  const columns = sql.join([sql`a.id`, sql`a.debtor_id`, ...values], sql`, `);
  const rows = await executePrepared(
    tx,
    sql`select ${columns} from ${FACT_SOURCES} where ${condition(query.of)}`,
  );
  const ids = fields.map(([id]) => id);
  return rows.map((row) => factsOf(Row.parse(row), ids));
}

function condition(of: FactsQuery["of"]): SQL {
  if ("accounts" in of) return sql`a.id = any(${sql.param(of.accounts)}::uuid[])`;
  return sql`a.debtor_id = any(${sql.param(of.debtors)}::uuid[]) and a.status <> 'closed'`;
}

function factsOf(row: z.infer<typeof Row>, ids: readonly string[]): AccountFacts {
  const values = ids.map((id, index) => [id, Fact.parse(row[`f${index}`])] as const);
  return { accountId: row.id, debtorId: row.debtor_id, values: Object.fromEntries(values) };
}
