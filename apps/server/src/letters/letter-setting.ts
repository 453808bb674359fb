import { LetterSetting } from "@fairflow/contract";
import type { Transaction } from "@fairflow/db";
import { LETTERS_SETTING } from "@fairflow/engine";

/** How this installation sends its letters; undefined until somebody has said so. */
export async function readLetterSetting({
  sql,
}: Pick<Transaction, "sql">): Promise<LetterSetting | undefined> {
  const [row] = await sql<{ value: unknown }[]>`
    select value from setting where key = ${LETTERS_SETTING}`;
  return row === undefined ? undefined : LetterSetting.parse(row.value);
}

export async function saveLetterSetting(
  { sql }: Transaction,
  of: { readonly setting: LetterSetting; readonly by: string; readonly now: Date },
): Promise<void> {
  await sql`
    insert into setting (key, value, changed_by, changed_at)
    values (${LETTERS_SETTING}, ${JSON.stringify(of.setting)}::jsonb, ${of.by}, ${of.now})
    on conflict (key) do update
      set value = excluded.value, changed_by = excluded.changed_by, changed_at = excluded.changed_at`;
}
