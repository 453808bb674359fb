import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { Transaction } from "./connect.ts";

const dialect = new PgDialect({ casing: "snake_case" });

/**
 * Runs composed SQL as a prepared statement, which spares the hot paths its parsing and planning. Connections keep
 * every text that they prepared, so the text must be one of few: values belong into parameters.
 *
 * @returns the rows as the driver gives them; parse them
 */
export async function executePrepared(tx: Transaction, query: SQL): Promise<readonly unknown[]> {
  // Drizzle prepares whatever has a name; postgres.js names the statement by its text.
  const prepared = tx.orm._.session.prepareQuery(
    dialect.sqlToQuery(query),
    undefined,
    "prepared",
    false,
  );
  const rows: unknown = await prepared.execute();
  if (!Array.isArray(rows)) throw new TypeError("The statement returned no rows");
  return rows;
}
