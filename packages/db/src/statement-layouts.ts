import type { Transaction } from "./connect.ts";
import { newId } from "./ids.ts";
import type { LAYOUT_KINDS } from "./schema/words.ts";

export interface StoredLayout {
  readonly name: string;
  readonly kind: (typeof LAYOUT_KINDS)[number];
  /** To be parsed. */
  readonly document: unknown;
}

export async function listStatementLayouts({ sql }: Transaction): Promise<readonly StoredLayout[]> {
  return sql<StoredLayout[]>`select name, kind, document from statement_layout order by name`;
}

export async function readStatementLayout(
  { sql }: Transaction,
  name: string,
): Promise<StoredLayout | undefined> {
  const [layout] = await sql<StoredLayout[]>`
    select name, kind, document from statement_layout where name = ${name}`;
  return layout;
}

export async function saveStatementLayout(
  { sql }: Transaction,
  { name, kind, document }: StoredLayout,
  { author, now }: { readonly author: string; readonly now: Date },
): Promise<void> {
  await sql`
    insert into statement_layout (id, name, kind, document, updated_by, created_at, updated_at)
    values (${newId()}, ${name}, ${kind}, ${JSON.stringify(document)}::jsonb, ${author}, ${now}, ${now})
    on conflict (name) do update set kind = excluded.kind, document = excluded.document,
      updated_by = excluded.updated_by, updated_at = excluded.updated_at`;
}
