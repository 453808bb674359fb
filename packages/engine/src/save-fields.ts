import type { Sql } from "@fairflow/db";
import type { DebtorChanges, FieldChange } from "./batch-changes.ts";

/**
 * Writes what flows set on accounts and debtors. Tags are added and removed one by one, so that two flows that tag the
 * same account do not undo each other.
 */
export async function saveFields(sql: Sql, changes: readonly DebtorChanges[]): Promise<void> {
  const fields = changes.flatMap((each) => each.fields);
  await Promise.all([
    setStage(sql, fields),
    setCustom(sql, fields),
    ...(["account.tags", "debtor.tags"] as const).map((field) => changeTags(sql, field, fields)),
  ]);
}

async function setStage(sql: Sql, fields: readonly FieldChange[]): Promise<void> {
  const stages = lastOf(fields, "account.stage");
  if (stages.length === 0) return;
  await sql`
    update account set stage = changed.stage
    from unnest(
      ${stages.map(({ accountId }) => accountId)}::uuid[], ${stages.map(({ value }) => textOf(value))}::text[]
    ) as changed (id, stage)
    where account.id = changed.id`;
}

async function setCustom(sql: Sql, fields: readonly FieldChange[]): Promise<void> {
  const byAccount = new Map<string, Record<string, unknown>>();
  for (const { accountId, change } of fields) {
    if (change.kind !== "set" || !change.field.startsWith("custom.")) continue;
    const values = byAccount.get(accountId) ?? {};
    byAccount.set(accountId, values);
    values[change.field.slice("custom.".length)] = change.value;
  }
  if (byAccount.size === 0) return;
  await sql`
    update account set custom = custom || changed.fields
    from unnest(
      ${[...byAccount.keys()]}::uuid[], ${[...byAccount.values()].map((each) => JSON.stringify(each))}::jsonb[]
    ) as changed (id, fields)
    where account.id = changed.id`;
}

async function changeTags(
  sql: Sql,
  field: "account.tags" | "debtor.tags",
  fields: readonly FieldChange[],
): Promise<void> {
  const byOwner = new Map<string, Map<string, boolean>>();
  for (const { accountId, debtorId, change } of fields) {
    if (change.kind === "set" || change.field !== field) continue;
    const owner = field === "account.tags" ? accountId : debtorId;
    const tags = byOwner.get(owner) ?? new Map<string, boolean>();
    byOwner.set(owner, tags.set(change.tag, change.kind === "add-tag"));
  }
  if (byOwner.size === 0) return;
  const rows = [...byOwner].map(([id, tags]) => ({
    id,
    added: [...tags].flatMap(([tag, isAdded]) => (isAdded ? [tag] : [])),
    all: [...tags.keys()],
  }));
  const table = field === "account.tags" ? sql`account` : sql`debtor`;
  await sql`
    update ${table} as owner set tags = array(
      select tag from unnest(owner.tags) as tag where not changed.all_tags ? tag
      union all
      select jsonb_array_elements_text(changed.added)
    )
    from unnest(
      ${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ added }) => JSON.stringify(added))}::jsonb[],
      ${rows.map(({ all }) => JSON.stringify(all))}::jsonb[]
    ) as changed (id, added, all_tags)
    where owner.id = changed.id`;
}

function lastOf(fields: readonly FieldChange[], field: string) {
  const values = new Map<string, string | number | boolean | null>();
  for (const { accountId, change } of fields) {
    if (change.kind === "set" && change.field === field) values.set(accountId, change.value);
  }
  return [...values].map(([accountId, value]) => ({ accountId, value }));
}

function textOf(value: string | number | boolean | null): string | null {
  return value === null ? null : String(value);
}
