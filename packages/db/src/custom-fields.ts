import type { Transaction } from "./connect.ts";
import type { StoredField } from "./library.ts";

/**
 * Adds the custom fields that are not there yet.
 *
 * @returns the keys of those that are there as another type, or not as personal as these
 */
export async function ensureCustomFields(
  tx: Transaction,
  fields: readonly Pick<StoredField, "key" | "label" | "type" | "isPii">[],
  now: Date,
): Promise<readonly string[]> {
  if (fields.length === 0) return [];
  await tx.sql`
    insert into custom_field (key, label, type, is_pii, created_at)
    select key, label, type, is_pii::boolean, ${now}::timestamptz
    from unnest(
      ${fields.map(({ key }) => key)}::text[], ${fields.map(({ label }) => label)}::text[],
      ${fields.map(({ type }) => type)}::text[], ${fields.map(({ isPii }) => String(isPii))}::text[]
    ) as f (key, label, type, is_pii)
    on conflict (key) do nothing`;
  const rows = await tx.sql<{ key: string; type: string; is_pii: boolean }[]>`
    select key, type, is_pii from custom_field where key = any(${fields.map(({ key }) => key)}::text[])`;
  const known = new Map(rows.map((row) => [row.key, row]));
  return fields
    .filter(({ key, type, isPii }) => {
      const there = known.get(key);
      return there?.type !== type || there.is_pii !== isPii;
    })
    .map(({ key }) => key);
}
