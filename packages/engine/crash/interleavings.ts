import { migrate } from "@fairflow/db";
import { removePostgres, startPostgres } from "@fairflow/embedded";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exit, stdout } from "node:process";
import { engineUnderTest } from "../src/fixtures/engine-under-test.ts";
import { publish } from "../src/fixtures/made-up-world.ts";
import { ordersOf, playOrders, type Played } from "../src/fixtures/play-orders.ts";
import { reminderFlow } from "../src/fixtures/reminder-flow.ts";
import { aDispute, aPayment } from "../src/fixtures/stop-facts.ts";

/** Played with one debtor each before the next day comes for all of them. */
const AT_A_TIME = 420;

/** `pnpm check:interleavings`: every order of a payment, a dispute and a send, of which nothing may leave after a fact. */
const home = await mkdtemp(join(tmpdir(), "fairflow-interleavings-"));
const server = await startPostgres({ home, log: () => undefined });
await migrate(server.url);
const engine = await engineUnderTest(server.url);
await publish(engine.database, reminderFlow("Reminders"));
const orders = ordersOf(2);
const played: Played[] = [];
let sentLater = 0;
for (let from = 0; from < orders.length; from += AT_A_TIME) {
  const some = orders.slice(from, from + AT_A_TIME);
  const batch = await playOrders(engine, { facts: [aPayment, aDispute], orders: some, from });
  played.push(...batch.played);
  sentLater += batch.sentLater;
  stdout.write(`${played.length} of ${orders.length} played\n`);
}
await engine.database.close();
await removePostgres(home);
await rm(home, { recursive: true, force: true });
const breaches = played.filter(({ breach }) => breach);
const sent = played.filter((each) => each.sent === 1).length;
const report = { orders: played.length, sentBeforeAFact: sent, breaches, sentLater };
stdout.write(`${JSON.stringify(report, null, 2)}\n`);
// Both outcomes must have been met, or one side was never let through.
exit(breaches.length === 0 && sentLater === 0 && sent > 0 && sent < played.length ? 0 : 1);
