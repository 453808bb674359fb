import { addStatementFile, keepStatements, newId, type Transaction } from "@fairflow/db";
import { testDatabase } from "@fairflow/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { putToAccountsIn } from "../cash/put-to-accounts.ts";
import { optOut } from "../facts/addresses.ts";
import { openDispute } from "../facts/disputes.ts";
import { recordPayment } from "../facts/payments.ts";
import { proposePromise } from "../facts/promises/make-promise.ts";
import { acceptSettlement } from "../facts/settlements/accept-settlement.ts";
import { engineUnderTest } from "../fixtures/engine-under-test.ts";
import { handOverFlow } from "../fixtures/legal-flow.ts";
import { addDebtors, publish, TUESDAY } from "../fixtures/made-up-world.ts";
import { reminderFlow } from "../fixtures/reminder-flow.ts";
import { whatIsWrong } from "../fixtures/what-is-wrong.ts";
import { lawReader } from "../law/law-reader.ts";
import { verifyDatabase } from "./verify-database.ts";

const engine = await engineUnderTest(await testDatabase());
const { database } = engine;
afterAll(() => database.close());

/** People who were reminded once; one disputed, one opted out; others were asked again at night and in the morning. */
beforeAll(async () => {
  const { world, deps } = engine;
  const people = await addDebtors(database, world, { count: 12, accountsEach: 2 });
  await publish(database, reminderFlow("Reminders"));
  await publish(database, handOverFlow("Hand over"));
  await engine.enrolAll();
  await engine.settle();
  const [disputing, leaving, promising, settling] = people;
  await openDispute(deps, {
    accountId: disputing?.accountIds[0] ?? "",
    reason: "amount",
    via: "desk",
    author: "test",
  });
  const [address] = await database.sql<{ id: string }[]>`
    select id from address where debtor_id = ${leaving?.id ?? ""} and kind = 'phone'`;
  await optOut(deps, { addressId: address?.id ?? "", channel: "sms", source: "debtor" });
  await promiseAndSettle(promising?.accountIds[0] ?? "", settling?.accountIds[0] ?? "");
  await engine.settle();
  await bookOneLine(people[2]?.accountIds[0] ?? "");
  for (const hours of [80, 90]) {
    await engine.setTime(new Date(TUESDAY.getTime() + hours * 3_600_000));
    await engine.settle();
  }
}, 60_000);

/** One keeps a promise, another settles, each half of what is owed. */
async function promiseAndSettle(promising: string, settling: string): Promise<void> {
  const { deps } = engine;
  await proposePromise(deps, {
    accountIds: [promising],
    amount: 25_000,
    dueOn: "2026-11-25",
    via: "call",
    author: "test",
  });
  await acceptSettlement(deps, {
    accountId: settling,
    percent: 50,
    via: "page",
    author: "debtor",
  });
  await engine.setTime(new Date(TUESDAY.getTime() + 60_000));
  for (const accountId of [promising, settling]) {
    const paid = { accountId, amount: 25_000, externalId: accountId };
    await recordPayment(deps, { ...paid, source: "test", author: "test" });
  }
}

/** A statement of one line, most of which is put to an account. */
async function bookOneLine(accountId: string): Promise<void> {
  await database.transaction(async (tx) => {
    const fileId = newId();
    await addStatementFile(tx, {
      id: fileId,
      fileName: "statement",
      fileBytes: 1,
      fileHash: new Uint8Array(32),
      format: "mt940",
      startedBy: "test",
      startedAt: TUESDAY,
    });
    const line = {
      key: "line-1",
      kind: "entry",
      valueDate: "2026-11-20",
      bookingDate: "2026-11-23",
      amount: 1000,
      texts: [],
      payerName: null,
      payerAccount: null,
      bankReference: null,
      deposit: null,
      fileLine: 1,
    } as const;
    const statement = {
      key: "statement-1",
      kind: "bank",
      account: "4075",
      number: "1",
      currency: "ZAR",
      opening: { amount: 0, date: undefined },
      closing: { amount: 1000, date: "2026-11-23" },
      lines: [line],
    } as const;
    const statements = { fileId, statements: [statement], by: "test", now: TUESDAY };
    const [lineId = ""] = await keepStatements(tx, engine.world.keyring, statements);
    const by = { author: "test", actor: { kind: "system" } } as const;
    const parts = [{ accountId, amount: 600 }];
    await putToAccountsIn(engine.deps, tx, { ...by, lineId, parts });
  });
}

test("everything that an engine did stands up to being asked again", async () => {
  const checked: number[] = [];

  for await (const { name, checked: count } of verifyDatabase(database, lawReader())) {
    // No gateway pays out in this world.
    if (!name.startsWith("Each payout")) checked.push(count);
  }

  expect(await whatIsWrong(database)).toEqual([]);
  // Each check has seen something.
  expect(checked.filter((count) => count === 0)).toEqual([]);
});

test.for([
  [
    "a verdict that the gate would not give",
    "update attempt set verdict_inputs = jsonb_set(verdict_inputs, '{zones}', '[\"Pacific/Auckland\"]') where id = (select id from attempt where status = 'accepted' order by id limit 1)",
    /^Every recorded verdict is given again/m,
  ],
  [
    "an earlier verdict that the gate would not give",
    "update attempt set earlier_verdicts = jsonb_set(earlier_verdicts, '{0,verdict}', '\"forbidden\"') where id = (select id from attempt where earlier_verdicts <> '[]' order by id limit 1)",
    /^Every recorded verdict is given again/m,
  ],
  [
    "a legal step that the gate would not let through",
    "set local session_replication_role = replica; update legal_step set verdict = 'forbidden', verdict_reason = 'rules' where id = (select min(id::text)::uuid from legal_step)",
    /^Every verdict on a legal step is given again/m,
  ],
  [
    "a message that left twice",
    "update attempt_run as twice set node_id = one.node_id, visit = one.visit, is_released = true from attempt_run as one where one.run_id = twice.run_id and one.attempt_id < twice.attempt_id",
    /^Each visit has at most one message/m,
  ],
  [
    "a count that lost somebody",
    "update counter set count = count + 1 where (version_id, hour, node_id, metric, exit, shard) = (select version_id, hour, node_id, metric, exit, shard from counter where metric = 'entered' order by node_id, shard limit 1)",
    /^At every node entered/m,
  ],
  [
    "a run that nobody looks after",
    "update run set wake_at = '2026-11-01', status = 'active', node_id = 'patience', ended_at = null, ended_reason = null, succeeded = null where id = (select id from run order by id limit 1)",
    /^No run is lost/m,
  ],
  [
    "a statement that does not add up",
    "update statement set closing = closing + 1",
    /^Each bank statement opens and closes/m,
  ],
  [
    "an entry that could not be read and that nobody was told of",
    "update statement set closing = closing + 1, unread = 1",
    /^Each bank statement opens and closes/m,
  ],
  [
    "money of a bank line that is nowhere",
    "update statement_line set rest = rest - 1",
    /^What each bank line was put to/m,
  ],
  [
    "money that an account did not get",
    "update allocation set amount = amount - 1",
    /^Each part of a bank line/m,
  ],
  [
    "money that was taken back and is in the ledger still",
    "update allocation set reversed_at = now(), reversed_by = 'test', reversed_reason = 'test'",
    /^Each part of a bank line/m,
  ],
  [
    "a history that was cut short",
    "update attempt set verdict_inputs = jsonb_set(verdict_inputs, '{history}', '[]') where id = (select id from attempt where jsonb_array_length(verdict_inputs -> 'history') > 0 and status = 'accepted' order by id desc limit 1)",
    /^Each verdict counted all/m,
  ],
  [
    "a promise that counts as broken though it was paid",
    "update promise set status = 'broken' where status = 'kept' and settlement_id is null",
    /^Each promise is what was paid/m,
  ],
  [
    "a settlement whose money never came",
    "update settlement set amount = amount + 1",
    /^Each settlement is what was paid/m,
  ],
  [
    "a message that was counted and never sent",
    "update counter set count = count + 1 where (version_id, hour, node_id, metric, exit, shard) = (select version_id, hour, node_id, metric, exit, shard from counter where metric = 'sent' order by node_id, shard limit 1)",
    /^Each step counts what the history of its runs says/m,
  ],
  [
    "a dispute that a step counts twice",
    "update counter set count = count + 1 where metric = 'disputed'",
    /^Each step counts what it is credited with/m,
  ],
  [
    "money that a step counts and was not given",
    "update counter set count = count + 100 where metric = 'money'",
    /^Each step counts what it is credited with/m,
  ],
  [
    "a payment that its message lost",
    "delete from credit where metric = 'paid'",
    /^Each credit is of something that happened/m,
  ],
  [
    "a credit of what never happened",
    "update credit set cause = uuidv7() where metric = 'opted_out'",
    /^Each credit is of something that happened/m,
  ],
  [
    "a message that came after what it is credited with",
    "update credit set at = at - interval '30 days' where metric = 'disputed'",
    /^Each credit is of something that happened/m,
  ],
  ...[
    "attempts",
    "collected",
    "promised",
    "held",
    "disputes",
    "entries",
    "responses",
    "balance_age",
    "days_to_stop",
  ].map(
    (metric) =>
      [
        `a day on which too much is said of ${metric}`,
        `update figure_change set count = count + 1 where metric = '${metric}'`,
        /^The figures of each day are those of a recount/m,
      ] as const,
  ),
  [
    "demands that go on though a promise is open",
    "update promise set status = 'proposed', decided_at = null",
    /^Demands wait while a promise is open/m,
  ],
] as const)("verifying finds %s", async ([, plant, found]) => {
  expect(await wrongAfter((tx) => tx.sql.unsafe(plant))).toMatch(found);
});

test("verifying finds a message that left although the debtor was held", async () => {
  const wrong = await wrongAfter(async ({ sql }) => {
    const [sent] = await sql<{ debtor_id: string }[]>`
      select debtor_id from attempt where status = 'accepted' order by id desc limit 1`;
    const debtorId = sent?.debtor_id ?? "";
    await sql`
      insert into hold (id, debtor_id, state, since, author)
      values (${newId()}, ${debtorId}, 'deceased', ${TUESDAY}, 'test')`;
    await sql`
      update attempt set claimed_at = clock_timestamp() + interval '1 second' where debtor_id = ${debtorId}`;
  });

  expect(wrong).toMatch(/^Nothing left against a hold/m);
});

class Undone extends Error {}

/** What verifying finds after something was planted, which is undone again. */
async function wrongAfter(plant: (tx: Transaction) => Promise<unknown>): Promise<string> {
  let wrong: readonly string[] = [];
  await database
    .transaction(async (tx) => {
      await plant(tx);
      wrong = await whatIsWrong(tx);
      throw new Undone();
    })
    .catch((fault: unknown) => {
      if (!(fault instanceof Undone)) throw fault;
    });
  return wrong.join("\n");
}
