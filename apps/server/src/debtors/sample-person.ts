import { createHash } from "node:crypto";
import { packs } from "@fairflow/compliance/packs";
import { newId, shardOf } from "@fairflow/db";
import type { AppDeps } from "../app-deps.ts";
import { importSample } from "../imports/import-sample.ts";
import type { TestApp } from "../test-app.ts";

export const NOW = new Date();

/** For tests: one person who owes one invoice, as an import brings them, with a pay link and three attempts. */
export interface SamplePerson {
  readonly debtorId: string;
  readonly accountId: string;
  readonly linkId: string;
  readonly payPath: string;
}

export async function samplePerson(app: TestApp): Promise<SamplePerson> {
  const { database, deps } = app;
  const csv = [
    "Customer,Name,Phone,Email,Address,Town,Invoice,Amount,Due",
    "C-1001,Thandi Mokoena,082 123 4567,thandi@example.org,1 Sample Road,Demoville,INV-2040,1204.50,2026-01-10",
  ].join("\n");
  await importSample(app, csv, {
    "debtor.phone": "Phone",
    "debtor.email": "Email",
    "debtor.address_line_1": "Address",
    "debtor.city": "Town",
  });
  const [account] = await database.sql<
    { id: string; debtor_id: string }[]
  >`select id, debtor_id from account`;
  if (account === undefined) throw new Error("The import brought no account");
  const { id: accountId, debtor_id: debtorId } = account;
  const link = await sampleLink(deps, { debtorId, accountId });
  await writeAttempts(deps, { debtorId, accountId }, link.path);
  return { debtorId, accountId, linkId: link.id, payPath: link.path };
}

/** For tests: another pay link of the same person. */
export async function sampleLink(
  { database, keys }: AppDeps,
  { debtorId, accountId }: Pick<SamplePerson, "debtorId" | "accountId">,
): Promise<{ readonly id: string; readonly path: string }> {
  const id = newId();
  const token = keys().linkToken(id, "pay");
  const expires = new Date(NOW.getTime() + 86_400_000);
  await database.sql`
    insert into payment_link (id, debtor_id, account_ids, token_hash, purpose, amount_kind, minimum_amount, created_at,
      expires_at)
    values (${id}, ${debtorId}, array[${accountId}::uuid], ${createHash("sha256").update(token).digest()}, 'pay', 'part',
      100, ${NOW}, ${expires})`;
  return { id, path: `/p/${token}` };
}

/** One that was sent, one that waits for the morning, one that a rule forbids. */
async function writeAttempts(
  { database, keys, publicUrl }: AppDeps,
  { debtorId, accountId }: { debtorId: string; accountId: string },
  payPath: string,
): Promise<void> {
  const [{ clientId, portfolioId } = { clientId: "", portfolioId: "" }] = await database.sql<
    { clientId: string; portfolioId: string }[]
  >`select client_id as "clientId", id as "portfolioId" from portfolio`;
  const [{ addressId } = { addressId: "" }] = await database.sql<{ addressId: string }[]>`
    select id as "addressId" from address where kind = 'phone'`;
  const body = `Thandi, you owe R 1 204.50. ${publicUrl.origin}${payPath}`;
  const morning = new Date("2027-03-01T06:00:00Z");
  const rows = [
    {
      channel: "sms",
      status: "accepted",
      verdict: "allowed",
      rules: [],
      until: null,
      reason: null,
    },
    {
      channel: "email",
      status: "deferred",
      verdict: "deferred",
      rules: ["za.hours.weekday"],
      until: morning,
      reason: null,
    },
    {
      channel: "letter",
      status: "forbidden",
      verdict: "forbidden",
      rules: [aRule()],
      until: null,
      reason: "rules",
    },
  ];
  for (const { channel, status, verdict, rules, until, reason } of rows) {
    const id = newId();
    const sent = status === "accepted";
    const sealed = keys().encrypt({ table: "attempt", column: "body", row: id }, body);
    await database.sql`
      insert into attempt (shard, id, debtor_id, client_id, portfolio_id, address_id, account_ids, channel, purpose, status, planned_for,
        not_before, verdict, verdict_until, verdict_reason, verdict_rules, verdict_packs, verdict_inputs, verdict_zones,
        verdict_at, debtor_epoch, body, created_at, accepted_at, provider, provider_id)
      values (${shardOf(debtorId)}, ${id}, ${debtorId}, ${clientId}, ${portfolioId}, ${sent ? addressId : null},
        array[${accountId}::uuid], ${channel}, 'collection', ${status}, ${NOW.toISOString().slice(0, 10)}, ${NOW},
        ${verdict}, ${until}, ${reason}, ${rules}::text[], '{za-core@2026.11.0}', '{}'::jsonb, '{}', ${NOW}, 0,
        ${sent ? sealed : null}, ${NOW}, ${sent ? NOW : null}, ${sent ? "sandbox" : null}, ${sent ? id : null})`;
  }
}

function aRule(): string {
  return packs.get("za-core")?.rules.contactWindows?.[0]?.id ?? "";
}
