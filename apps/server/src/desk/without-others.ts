import type { TableOfFile } from "@fairflow/db";

const HIDDEN = "about another person";

/**
 * A debtor's file without what is about other people: names, numbers and addresses of co-debtors, sureties and contacts.
 * That they are there stays to be seen.
 */
export function withoutOthers(tables: readonly TableOfFile[]): readonly TableOfFile[] {
  const others = new Set(
    tables
      .filter(({ table }) => table === "party")
      .flatMap(({ rows }) => rows.filter((row) => row["is_debtor"] !== true))
      .map((row) => row["id"]),
  );
  return tables.map(({ table, rows }) => {
    if (table === "party") {
      return {
        table,
        rows: rows.map((row) => (others.has(row["id"]) ? hide(row, NAMES) : row)),
      };
    }
    if (table !== "address") return { table, rows };
    return {
      table,
      rows: rows.map((row) => (others.has(row["party_id"]) ? hide(row, ["value"]) : row)),
    };
  });
}

const NAMES = ["name", "given_name", "family_name", "id_number"];

function hide(
  row: Readonly<Record<string, unknown>>,
  columns: readonly string[],
): Readonly<Record<string, unknown>> {
  return {
    ...row,
    ...Object.fromEntries(
      columns.map((column) => [column, row[column] === null ? null : HIDDEN] as const),
    ),
  };
}
