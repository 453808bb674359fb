import type { Transaction } from "@fairflow/db";

export interface BackedUpTable {
  /** Quoted, with its schema. */
  readonly name: string;
  /** Quoted; generated ones are made anew. */
  readonly columns: readonly string[];
}

/** Rows that mean nothing elsewhere: who is signed in, and what this database itself has applied. */
const LEFT_OUT: ReadonlySet<string> = new Set(["auth.session", "auth.verification", "migration"]);

interface TableRow extends BackedUpTable {
  /** The tables that it refers to, itself left out. */
  readonly refers_to: readonly string[];
}

/**
 * Every table of the product, those that others refer to first, so that rows can be written in this order.
 *
 * @throws Error where tables refer to each other in a circle
 */
export async function listTables({ sql }: Transaction): Promise<readonly BackedUpTable[]> {
  const rows = await sql<TableRow[]>`
    select c.oid::regclass::text as name,
      array(
        select quote_ident(a.attname) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum
      ) as columns,
      array(
        select distinct k.confrelid::regclass::text from pg_constraint k
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid
      ) as refers_to
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'auth') and c.relkind in ('r', 'p') and not c.relispartition
    order by name`;
  return inOrder(rows.filter(({ name }) => !LEFT_OUT.has(name)));
}

function inOrder(rows: readonly TableRow[]): readonly BackedUpTable[] {
  const waiting = new Map(rows.map((row) => [row.name, row]));
  const ordered: BackedUpTable[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(
      ({ refers_to }) => !refers_to.some((name) => waiting.has(name)),
    );
    if (ready.length === 0) {
      throw new Error(
        `These tables refer to each other in a circle: ${[...waiting.keys()].join(", ")}`,
      );
    }
    for (const { name, columns } of ready) {
      ordered.push({ name, columns });
      waiting.delete(name);
    }
  }
  return ordered;
}
