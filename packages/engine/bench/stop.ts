import { rm, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { argv, exit, stdout } from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { migrate, openDatabase, type Database } from "@fairflow/db";
import { removePostgres, startPostgres } from "@fairflow/embedded";
import { recordPayment } from "../src/facts/payments.ts";
import { engineUnderTest } from "../src/fixtures/engine-under-test.ts";
import { addDebtors, publish, type MadeUpDebtor } from "../src/fixtures/made-up-world.ts";
import { recordingPort } from "../src/fixtures/recording-port.ts";
import { reminderFlow } from "../src/fixtures/reminder-flow.ts";
import { LANE_COUNT } from "../src/lane.ts";
import type { ChannelPort } from "../src/sending/channel-port.ts";
import { fixedPorts } from "../src/sending/port-source.ts";
import { sharedPaces } from "../src/sending/provider-pace.ts";
import { sender } from "../src/sending/send-lane.ts";

/*
 * `pnpm bench stop [DEBTORS] [PAYMENTS A SECOND]`: everybody has a message planned and pays all of it, at a fixed rate and
 * whether or not the payments before are through, while the same messages are being sent. How long from the arrival of a
 * payment until its balance is committed and its message taken back, and how many left after that.
 */
const DEBTORS = Number(argv[2] ?? 10_000);
const PER_SECOND = Number(argv[3] ?? 200);
const OWED = 50_000;
const FLOORS = { p99Ms: 200, sentAfterPayment: 0 };
/** Half as fast as payments come, so that many messages are still planned when theirs does. */
const MESSAGES_PER_SECOND = PER_SECOND / 2;
const PAUSE_BETWEEN_LANES_MS = 20;

const home = await mkdtemp(join(tmpdir(), "fairflow-bench-stop-"));
const server = await startPostgres({ home, log: () => undefined });
await migrate(server.url);
const engine = await engineUnderTest(server.url);
const paying = openDatabase(server.url, { max: 12 });
const sending = openDatabase(server.url, { max: 4 });
await publish(engine.database, reminderFlow("Reminders"));
const debtors = await addDebtors(engine.database, engine.world, { count: DEBTORS });
await engine.enrolAll();
await engine.tickAll();
const planned = await countOf(engine.database, "planned");
stdout.write(`${planned} messages are planned\n`);

const paidAt = new Map<string, number>();
const sentAfter: string[] = [];
const sent = new Map<string, number>();
const recording = recordingPort("sms-provider");
const port: ChannelPort = {
  ...recording,
  messagesPerSecond: MESSAGES_PER_SECOND,
  send: async (message, mayStillGo) => {
    // A payment that had committed before the adapter asked for the last time must have held it back.
    const askedMs = performance.now();
    const result = await recording.send(message, mayStillGo);
    if (result.kind === "accepted") sent.set(message.attemptId, askedMs);
    return result;
  },
};
const over = new AbortController();
const sendsOn = (async () => {
  const deps = { ...engine.deps, database: sending, ports: fixedPorts({ sms: port }) };
  const { sendLane } = sender({ ...deps, paces: sharedPaces(sending) });
  for (let lane = 0; !over.signal.aborted; lane = (lane + 1) % LANE_COUNT) {
    await sendLane(lane, "sms");
    await sleep(PAUSE_BETWEEN_LANES_MS);
  }
})();

const latencies = await payAll(debtors);
over.abort();
await sendsOn;
const rows = await engine.database.sql<{ id: string; debtorId: string; status: string }[]>`
  select id, debtor_id as "debtorId", status from attempt where channel = 'sms'`;
for (const { id, debtorId } of rows) {
  const at = sent.get(id);
  const paid = paidAt.get(debtorId);
  if (at !== undefined && paid !== undefined && at > paid) sentAfter.push(id);
}
const [books] = await engine.database.sql<{ owed: number; wrong: number }[]>`
  select sum(balance)::int as owed,
    (count(*) filter (where balance <> (select sum(amount) from ledger_entry where account_id = account.id)))::int as wrong
  from account`;
const report = {
  planned,
  payments: latencies.length,
  perSecond: PER_SECOND,
  p50Ms: quantile(latencies, 0.5),
  p95Ms: quantile(latencies, 0.95),
  p99Ms: quantile(latencies, 0.99),
  maxMs: quantile(latencies, 1),
  sentBeforePayment: sent.size - sentAfter.length,
  withdrawn: rows.filter(({ status }) => status === "withdrawn").length,
  leftPlanned: await countOf(engine.database, "planned"),
  sentAfterPayment: sentAfter.length,
  owedAfterwards: books?.owed,
  wrongBalances: books?.wrong,
};
stdout.write(`${JSON.stringify(report, null, 2)}\n`);
await Promise.all([paying.close(), sending.close(), engine.database.close()]);
await removePostgres(home);
await rm(home, { recursive: true, force: true });
const isRight =
  report.sentAfterPayment === FLOORS.sentAfterPayment &&
  report.leftPlanned === 0 &&
  report.owedAfterwards === 0 &&
  report.wrongBalances === 0;
exit(isRight && report.p99Ms <= FLOORS.p99Ms ? 0 : 1);

/** @returns how long each took from its arrival, in ms, sorted */
async function payAll(all: readonly MadeUpDebtor[]): Promise<readonly number[]> {
  const begunMs = performance.now();
  const taken: number[] = [];
  const underWay: Promise<void>[] = [];
  const deps = { ...engine.deps, database: paying };
  for (const [index, debtor] of all.entries()) {
    const dueMs = begunMs + (index * 1_000) / PER_SECOND;
    const aheadMs = dueMs - performance.now();
    if (aheadMs > 1) await sleep(aheadMs);
    underWay.push(
      (async () => {
        const [accountId = ""] = debtor.accountIds;
        const payment = { accountId, amount: OWED, source: "bench", externalId: debtor.id };
        await recordPayment(deps, { ...payment, author: "bench" });
        paidAt.set(debtor.id, performance.now());
        // From when it should have come, not from when this process got to it.
        taken.push(performance.now() - dueMs);
      })(),
    );
  }
  await Promise.all(underWay);
  return taken.toSorted((a, b) => a - b);
}

function quantile(sorted: readonly number[], share: number): number {
  const index = Math.min(sorted.length - 1, Math.floor(sorted.length * share));
  return Math.round((sorted[index] ?? 0) * 10) / 10;
}

async function countOf({ sql }: Database, status: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from attempt where status = ${status} and channel = 'sms'`;
  return row?.count ?? 0;
}
