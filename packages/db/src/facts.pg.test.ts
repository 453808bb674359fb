import type { LocalDate } from "@fairflow/calendar";
import { coreFields, type Criteria, type FactValues } from "@fairflow/criteria";
import { testDatabase } from "@fairflow/testing";
import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { openDatabase } from "./connect.ts";
import { criteriaToSql } from "./criteria-sql.ts";
import { upsertDebtors } from "./debtors.ts";
import { FACT_SOURCES, factColumns } from "./fact-columns.ts";
import { loadFacts } from "./facts.ts";
import { newId, shardOf } from "./ids.ts";
import { generateMasterKey, openKeyring, parseMasterKey } from "./keys.ts";
import { recordLedgerEntries } from "./ledger.ts";
import { NOW, sampleAccounts, sampleDebtor, samplePortfolio } from "./sample-portfolio.ts";

const database = openDatabase(await testDatabase(), { max: 1 });
afterAll(database.close);

const custom = [
  { id: "custom.branch", label: "Branch", type: "text", group: "custom" },
  { id: "custom.score", label: "Score", type: "number", group: "custom" },
  { id: "custom.flags", label: "Flags", type: "tags", group: "custom" },
] as const;

const master = parseMasterKey(generateMasterKey());
const TODAY = "2026-03-10";

/** Two invoices of one debtor: one 20 days overdue on 10 March, one due on the 15th. */
async function newDebtor() {
  return database.transaction(async (tx) => {
    const keyring = await openKeyring(tx, [master], NOW);
    const sample = await samplePortfolio(tx);
    const saved = await sampleAccounts(tx, keyring, sample, [
      {
        reference: "1",
        debtor: "D",
        openedOn: "2026-01-18",
        product: "card",
        custom: { branch: "North", score: 7.5, flags: ["a"] },
      },
      { reference: "2", debtor: "D", custom: { branch: 7, score: "7" } },
    ]);
    const person = sampleDebtor("D", {
      language: "zu",
      preferredChannel: "sms",
      payDay: 25,
      tags: ["vip"],
      addresses: [
        { kind: "phone", value: "082 123 4567" },
        { kind: "email", value: "d@example.com" },
      ],
    });
    const { clientId } = sample;
    await upsertDebtors(tx, keyring, [person], {
      clientId,
      country: "ZA",
      source: "test",
      now: NOW,
    });
    const accountId = saved.get("1")?.id ?? "";
    const otherId = saved.get("2")?.id ?? "";
    const charge = {
      kind: "charge",
      valueDate: "2026-01-18",
      bookingDate: "2026-01-18",
      source: "test",
    } as const;
    await recordLedgerEntries(
      tx,
      [
        { ...charge, accountId, amount: 5_594, dueOn: "2026-02-18" },
        { ...charge, accountId: otherId, amount: 1_000, dueOn: "2026-03-15" },
      ],
      { recordedBy: "test", now: NOW, today: TODAY },
    );
    return { accountId, otherId, debtorId: saved.get("1")?.debtorId ?? "", clientId };
  });
}

async function factsOn(today: LocalDate, accountId: string): Promise<FactValues> {
  const [facts] = await database.transaction((tx) =>
    loadFacts(tx, { of: { accounts: [accountId] }, today, custom }),
  );
  return facts?.values ?? {};
}

test("every core field but the run's own is known of an account", async () => {
  const { accountId, clientId } = await newDebtor();

  const facts = await factsOn(TODAY, accountId);

  expect(Object.keys(facts).toSorted()).toEqual(
    [...coreFields.keys(), "custom.branch", "custom.score", "custom.flags"]
      .filter((id) => !id.startsWith("run."))
      .toSorted(),
  );
  expect(facts).toEqual({
    "account.kind": "invoice",
    "account.status": "open",
    "account.currency": "ZAR",
    "account.arrears": 5_594,
    "account.balance": 5_594,
    "account.days_past_due": 20,
    "account.days_until_due": -20,
    "account.bucket": "1_30",
    "account.due_date": "2026-02-18",
    "account.opened_on": "2026-01-18",
    "account.product": "card",
    "account.stage": null,
    "account.tags": [],
    "account.times_late_12m": 0,
    "account.promises_broken": 0,
    "account.promise_open": false,
    "account.arrangement_active": false,
    "account.instalment_due_on": null,
    "account.instalment_days_until_due": null,
    "account.instalment_amount": null,
    "account.instalments_missed": 0,
    "account.disputed": false,
    "account.client": `Client ${clientId}`,
    "account.portfolio": "Retail",
    "debtor.kind": "person",
    "debtor.language": "zu",
    "debtor.preferred_channel": "sms",
    "debtor.can_sms": true,
    "debtor.can_email": true,
    "debtor.can_letter": false,
    "debtor.open_accounts": 2,
    "debtor.total_arrears": 5_594,
    "debtor.tags": ["vip"],
    "debtor.pay_day": 25,
    "history.days_since_last_attempt": null,
    "history.days_since_last_contact": null,
    "history.attempts_7d": 0,
    "history.attempts_30d": 0,
    "history.last_channel": null,
    "custom.branch": "North",
    "custom.score": 7.5,
    "custom.flags": ["a"],
  });
});

test.for([
  ["2026-03-15", 0, 0, 0, "current", 5_594],
  ["2026-03-16", 1_000, 1, -1, "1_30", 6_594],
  ["2026-04-15", 1_000, 31, -31, "31_60", 6_594],
] as const)(
  "on %s arrears follow the days, though nobody has counted them anew",
  async ([today, arrears, pastDue, untilDue, bucket, total]) => {
    const { otherId } = await newDebtor();

    expect(await factsOn(today, otherId)).toMatchObject({
      "account.arrears": arrears,
      "account.days_past_due": pastDue,
      "account.days_until_due": untilDue,
      "account.bucket": bucket,
      "account.times_late_12m": 1,
      "debtor.total_arrears": total,
    });
  },
);

test("a custom fact of another type than its field's is unknown", async () => {
  const { otherId } = await newDebtor();

  expect(await factsOn(TODAY, otherId)).toMatchObject({
    "custom.branch": null,
    "custom.score": null,
    "custom.flags": null,
  });
});

test("attempts that left count by their day, refusals and plans do not", async () => {
  const { accountId, clientId, debtorId } = await newDebtor();
  const attempt = (own: Readonly<Record<string, unknown>>) => database.sql`
    insert into attempt select (jsonb_populate_record(null::attempt, ${JSON.stringify({
      shard: shardOf(debtorId),
      id: newId(),
      debtor_id: debtorId,
      client_id: clientId,
      portfolio_id: newId(),
      account_ids: `{${accountId}}`,
      channel: "sms",
      purpose: "collection",
      direction: "outbound",
      priority: 50,
      merges: false,
      tries: 0,
      not_before: NOW,
      verdict: "allowed",
      verdict_rules: "{}",
      verdict_warnings: "{}",
      verdict_without_fee: "{}",
      verdict_packs: "{}",
      verdict_inputs: {},
      verdict_zones: "{}",
      verdict_law: 1,
      verdict_at: NOW,
      debtor_epoch: 0,
      earlier_verdicts: [],
      marks: "{}",
      created_at: NOW,
      accepted_at: NOW,
      ...own,
    })}::jsonb)).*`;
  await attempt({ status: "delivered", planned_for: "2026-02-20" });
  await attempt({
    status: "accepted",
    planned_for: "2026-03-04",
    channel: "email",
    is_right_party: true,
  });
  await attempt({ status: "accepted", planned_for: "2026-03-03" });
  await attempt({ status: "planned", planned_for: "2026-03-10" });
  await attempt({
    status: "forbidden",
    verdict: "forbidden",
    verdict_reason: "rules",
    planned_for: "2026-03-09",
  });

  expect(await factsOn(TODAY, accountId)).toMatchObject({
    "history.days_since_last_attempt": 6,
    "history.days_since_last_contact": 6,
    "history.attempts_7d": 1,
    "history.attempts_30d": 3,
    "history.last_channel": "email",
  });
});

test("an open dispute, a barred number and an opt-out of e-mail are seen at once", async () => {
  const { accountId, debtorId } = await newDebtor();
  const { sql: query } = database;
  await query`
    insert into dispute (debtor_id, account_id, reason, opened_via, opened_at)
    values (${debtorId}, ${accountId}, 'amount', 'desk', ${NOW})`;
  await query`
    insert into suppression (address_hmac, channel, reason, source, since)
    select hmac, 'any', 'wrong_party', 'task', ${NOW} from address where debtor_id = ${debtorId} and kind = 'phone'`;
  await query`
    insert into hold (debtor_id, channel, state, since, author) values (${debtorId}, 'email', 'opted_out', ${NOW}, 'debtor')`;

  expect(await factsOn(TODAY, accountId)).toMatchObject({
    "account.disputed": true,
    "debtor.can_sms": false,
    "debtor.can_email": false,
  });
});

test("facts can be asked for by debtor, and only those that are used", async () => {
  const { accountId, otherId, debtorId } = await newDebtor();
  const only = new Set(["account.balance"]);

  const facts = await database.transaction((tx) =>
    loadFacts(tx, { of: { debtors: [debtorId] }, today: "2026-03-10", only }),
  );

  expect(facts.toSorted((a, b) => a.accountId.localeCompare(b.accountId))).toEqual(
    [
      { accountId, debtorId, values: { "account.balance": 5_594 } },
      { accountId: otherId, debtorId, values: { "account.balance": 1_000 } },
    ].toSorted((a, b) => a.accountId.localeCompare(b.accountId)),
  );
});

test("a segment selects accounts by the same columns", async () => {
  const { accountId, debtorId } = await newDebtor();
  const criteria: Criteria = {
    kind: "all",
    of: [
      { kind: "rule", field: "account.days_past_due", operator: "at_least", value: 10 },
      {
        kind: "not",
        of: { kind: "rule", field: "custom.branch", operator: "equals", value: "SOUTH" },
      },
      { kind: "rule", field: "account.due_date", operator: "in_last_days", value: 30 },
    ],
  };
  const columns = factColumns(TODAY, custom);

  const found = await database.orm.execute(
    sql`select a.id from ${FACT_SOURCES} where ${criteriaToSql(criteria, columns, TODAY)} and d.id = ${debtorId}`,
  );

  expect(found).toMatchObject([{ id: accountId }]);
});
