import type { Transaction } from "./connect.ts";

const KEY = "flows.four-eyes";

/** Whether somebody else than its authors must approve a draft. On, until somebody switches it off. */
export async function isFourEyesOn(tx: Transaction): Promise<boolean> {
  const [row] = await tx.sql<{ value: unknown }[]>`select value from setting where key = ${KEY}`;
  return row?.value !== false;
}

export async function setFourEyes(
  tx: Transaction,
  { isOn, by }: { readonly isOn: boolean; readonly by: string },
  now: Date,
): Promise<void> {
  await tx.sql`
    insert into setting (key, value, changed_by, changed_at)
    values (${KEY}, ${JSON.stringify(isOn)}::jsonb, ${by}, ${now})
    on conflict (key) do update set value = excluded.value, changed_by = excluded.changed_by,
      changed_at = excluded.changed_at`;
}
