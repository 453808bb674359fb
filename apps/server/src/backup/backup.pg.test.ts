import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { openDatabase, openKeyring, type Database } from "@fairflow/db";
import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { testApp } from "../test-app.ts";
import { listTables } from "./table-list.ts";
import { restoreBackup } from "./restore-backup.ts";
import { writeBackup } from "./write-backup.ts";

const app = await testApp();
const { as, database, masterKey } = app;
const person = await samplePerson(app);
const folder = await mkdtemp(join(tmpdir(), "fairflow-backup-"));
afterAll(() => rm(folder, { recursive: true }));
const file = join(folder, "backup.gz");
const made = { version: "0.1.0", at: new Date() };
const target = await emptyDatabase();

test("a backup of an installation in use fills an empty one with the same rows", async () => {
  await fillOddities();
  const before = await contents(database);
  await writeBackup(database, file, made);

  await restoreBackup(target, file, { masterKeyId: masterKey.id });

  const after = await contents(target);
  const changed = Object.keys(before).filter(
    (table) => JSON.stringify(after[table]) !== JSON.stringify(before[table]),
  );
  expect(Object.keys(after)).toEqual(Object.keys(before));
  expect(changed.toSorted()).toEqual(["audit", "audit_unsealed", "sending_switch"]);
});

test("what was encrypted can be read there with the same key, and sending is off", async () => {
  const keyring = await target.transaction((tx) => openKeyring(tx, [masterKey], new Date()));
  const [party] = await target.sql<{ id: string; name: Uint8Array }[]>`
    select id, name from party where debtor_id = ${person.debtorId}`;
  const [sending] = await target.sql<
    { is_on: boolean; reason: string }[]
  >`select is_on, reason from sending_switch`;

  const place = { table: "party", column: "name", row: party?.id ?? "" };
  expect(keyring.decryptText(place, party?.name ?? new Uint8Array())).toBe("Thandi Mokoena");
  expect(sending).toEqual({ is_on: false, reason: "Restored from a backup" });
});

test("the restored trail and law go on behind the old ones, and nobody is signed in", async () => {
  await target.sql`
    insert into audit (actor_kind, action, subject_kind, subject_id) values ('system', 'test', 'test', 'test')`;
  await target.sql`
    insert into law_revision (made_at, made_by, reason, composition)
    select made_at, made_by, 'restored', composition from law_revision order by id desc limit 1`;

  const [sessions] = await target.sql<{ count: number }[]>`select count(*) from auth.session`;

  expect(sessions?.count).toBe(0);
});

test("only this user can read it, and no name or number stands in it", async () => {
  const text = gunzipSync(await readFile(file)).toString("latin1");

  expect((await stat(file)).mode & 0o777).toBe(0o600);
  for (const personal of ["Thandi", "Mokoena", "thandi@example.org", "821234567"]) {
    expect(text).not.toContain(personal);
  }
});

test("refuses to restore over an installation that is in use", async () => {
  const restoring = restoreBackup(database, file, { masterKeyId: masterKey.id });

  await expect(restoring).rejects.toThrow("restore into an empty one");
});

test("refuses a backup of another key before anything is written", async () => {
  const empty = await emptyDatabase();

  await expect(restoreBackup(empty, file, { masterKeyId: "0".repeat(16) })).rejects.toThrow(
    "put back the secrets.json",
  );
});

test.for<[string, (text: string) => string, RegExp]>([
  ["was broken off", (text) => text.slice(0, text.length / 2), /damaged or was broken off/],
  ["lacks a row", (text) => text.replace(/\n[^\n{\\]+\n/, "\n"), /damaged or was broken off/],
  ["is of other tables", (text) => text.replace(/"hash":"./, '"hash":"x'), /with that version/],
  [
    "names a table of its own",
    (text) => text.replace('"table":"client"', '"table":"pg_class"'),
    /damaged/,
  ],
])("restores nothing of one that %s", async ([, damage, words]) => {
  const empty = await emptyDatabase();
  const damaged = join(folder, "damaged.gz");
  await writeFile(damaged, gzipSync(damage(gunzipSync(await readFile(file)).toString("utf8"))));

  await expect(restoreBackup(empty, damaged, { masterKeyId: masterKey.id })).rejects.toThrow(words);

  const [count] = await empty.sql<{ count: number }[]>`select count(*) from auth."user"`;
  expect(count?.count).toBe(0);
});

async function emptyDatabase(): Promise<Database> {
  const empty = openDatabase(await testDatabase(), { max: 2 });
  afterAll(() => empty.close());
  return empty;
}

/** Line breaks, tabs, backslashes and signs beyond ASCII; a partition; a payment that reverses another. */
async function fillOddities(): Promise<void> {
  await as.editor("POST", "/api/flows", { body: { name: "Tab\t, break\r\n, \\. and ünïcödé 🐘" } });
  await database.sql`
    insert into setting (key, value, changed_by, changed_at)
    values ('odd', ${JSON.stringify({ text: "a\nb\\.\u2028c" })}::jsonb, 'test', now())`;
  await database.sql`select ensure_daily_snapshot_partitions('2026-01-01', '2026-02-28')`;
  await database.sql`
    insert into daily_snapshot (day, account_id, portfolio_id, bucket, days_past_due, arrears, balance, status)
    select '2026-02-10', a.id, a.portfolio_id, '1_30', 10, 1, 1, 'open' from account a`;
  const [opening] = await database.sql<{ id: string }[]>`
    select id from ledger_entry where account_id = ${person.accountId}`;
  await database.sql`
    insert into ledger_entry (account_id, kind, amount, value_date, booking_date, source, reverses, recorded_by, recorded_at)
    values (${person.accountId}, 'reversal', -1, '2026-02-01', '2026-02-01', 'test', ${opening?.id ?? null}, 'test', now())`;
}

/** Every row of every table that is backed up, as text. */
async function contents(of: Database): Promise<Record<string, readonly string[]>> {
  const rows: Record<string, readonly string[]> = {};
  for (const { name } of await listTables(of)) {
    const found: { text: string }[] = await of.sql.unsafe(
      `select t::text as text from ${name} t order by 1`,
    );
    rows[name] = found.map(({ text }) => text);
  }
  return rows;
}
