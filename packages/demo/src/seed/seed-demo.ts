import { addDays } from "@fairflow/calendar";
import { readClock, refreshStatistics, setClock } from "@fairflow/db";
import { demoPlace, demoStart } from "../demo-place.ts";
import { demoFlows } from "../flows/demo-flows.ts";
import { historyWorld } from "../history/history-world.ts";
import { keepRecipe } from "../life/demo-world.ts";
import { beat } from "../life/resume-clock.ts";
import { makePeople } from "../people/make-people.ts";
import { DEMO_DEBTORS, DEMO_SEED, DEMO_SPEED, type DemoSeed } from "./demo-seed.ts";
import { liveAndWrite } from "./live-and-write.ts";
import { writeClient } from "./write-client.ts";
import { writeFailedImport } from "./write-failed-import.ts";
import { demoAuthors, writeFlows } from "./write-flows.ts";
import { writeLaw } from "./write-law.ts";
import { writeMessages } from "./write-messages.ts";
import { writePeople } from "./write-people.ts";

/** What the demo world holds when it begins. */
export interface SeededDemo {
  readonly nowMs: number;
  readonly debtors: number;
  readonly accounts: number;
  readonly runs: number;
  readonly attempts: number;
}

/**
 * Fills an empty database with the demo world: people, what they owe, and ninety days in which they went through the
 * flows, made by the real `advance` and gate in virtual time. In one transaction, so that one which is broken off leaves
 * the database empty. From then on the engine runs it, on a clock that begins where the history ends.
 */
export async function seedDemo(input: DemoSeed): Promise<SeededDemo> {
  const { database, keyring, realNow, seed = DEMO_SEED, log = () => undefined } = input;
  const place = demoPlace();
  const start = demoStart(place, realNow);
  const { today, nowMs } = start;
  const people = makePeople({
    seed,
    debtors: input.debtors ?? DEMO_DEBTORS,
    zone: place.zone,
    today,
  });
  const flows = demoFlows(place.zone, today);
  return database.transaction(async (tx) => {
    log(`Making the demo world: ${people.length.toLocaleString("en")} people`);
    const beganAt = new Date(nowMs - 91 * 86_400_000);
    const dataAsOf = new Date(nowMs);
    const client = await writeClient(tx, { beganAt, dataAsOf });
    const law = await writeLaw(tx, realNow);
    const authors = await demoAuthors(tx);
    const versions = await writeFlows(tx, { flows, authors, beganAt });
    const ids = await writePeople(tx, keyring, { seed, client, people, now: beganAt, dataAsOf });
    log("Living through ninety days, and writing what happened");
    const world = historyWorld({ seed, place, start, flows, clientId: client.clientId });
    const lived = await liveAndWrite(tx, keyring, { world, client, people, ids, versions, law });
    const { publicUrl } = input;
    await writeMessages(tx, keyring, { flows, place, publicUrl, sent: lived.sent });
    await tx.sql`
      update portfolio set closed_through = ${addDays(today, -1)} where id = ${client.portfolioId}`;
    await writeFailedImport(tx, keyring, {
      client,
      author: authors.editor,
      at: new Date(nowMs - 6 * 86_400_000),
    });
    await refreshStatistics(tx);
    await tx.sql`analyze run, step, attempt, attempt_run, event, counter, payment, payment_link, hold, task, split_draw, daily_snapshot`;
    await keepRecipe(tx, { seed, debtors: people.length, today }, realNow);
    await setClock(tx, { speed: input.speed ?? DEMO_SPEED, now: new Date(nowMs) });
    // Until somebody lives in it, no time passes.
    await beat(tx, { ...(await readClock(tx)), now: new Date(nowMs), speed: 0 });
    return {
      nowMs,
      debtors: people.length,
      accounts: people.reduce((sum, { accounts }) => sum + accounts.length, 0),
      runs: lived.runs,
      attempts: lived.attempts,
    };
  });
}
