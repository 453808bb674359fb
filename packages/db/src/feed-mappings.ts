import type { Transaction } from "./connect.ts";
import { newId } from "./ids.ts";

export interface StoredMapping {
  readonly name: string;
  readonly mapping: unknown;
}

export async function listMappings(tx: Transaction): Promise<readonly StoredMapping[]> {
  return tx.sql<
    StoredMapping[]
  >`select name, document as mapping from feed_mapping order by lower(name)`;
}

export async function saveMapping(
  tx: Transaction,
  { name, mapping }: StoredMapping,
  { author, now }: { readonly author: string; readonly now: Date },
): Promise<void> {
  await tx.sql`
    insert into feed_mapping (id, name, document, updated_by, created_at, updated_at)
    values (${newId()}, ${name}, ${JSON.stringify(mapping)}::jsonb, ${author}, ${now}, ${now})
    on conflict (name) do update set document = excluded.document, updated_by = excluded.updated_by,
      updated_at = excluded.updated_at`;
}
