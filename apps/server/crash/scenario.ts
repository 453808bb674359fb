import type { LetterSetting } from "@fairflow/contract";
import {
  openDatabase,
  openKeyring,
  parseMasterKey,
  setClock,
  type Database,
  type Transaction,
} from "@fairflow/db";
import { beginBatch, lawReader, settleDoubt, type FactDeps } from "@fairflow/engine";
import { addDebtors, publish, TUESDAY, type MadeUpWorld } from "@fairflow/engine/made-up-world";
import { flowOf } from "@fairflow/engine/reminder-flow";
import { whatIsWrong } from "@fairflow/engine/what-is-wrong";
import { saveLetterSetting } from "../src/letters/letter-setting.ts";
import type { CrashPoint } from "./crash-point.ts";
import type { CrashChannel, FakeAddress } from "./fake-providers.ts";
import { countTaken } from "./provider-ledger.ts";

/** One send that something happens to, in a database of its own. */
export interface Scenario {
  readonly ordinal: number;
  readonly channel: CrashChannel;
  readonly point: CrashPoint;
  readonly url: string;
  readonly masterKey: string;
  readonly fake: FakeAddress;
}

const TEMPLATE_OF = { sms: "reminder", email: "third", letter: "formal" } as const;
/** No scenario is over later than that. */
const LATEST = new Date(TUESDAY.getTime() + 2 * 3_600_000);

const LETTERS: LetterSetting = {
  collects: true,
  closesAtMinute: null,
  zone: "Africa/Johannesburg",
  handsOver: "folder",
  name: "Acme Furnishers",
  returnLine: "Acme Furnishers, PO Box 1, 2000 Johannesburg",
  footer: [],
  window: "A",
};

/** Publishes a flow of one message, a wait of an hour and an end, for one debtor whom no other scenario has. */
export async function prepareScenario(scenario: Scenario, world: MadeUpWorld): Promise<void> {
  const { channel } = scenario;
  const database = openDatabase(scenario.url, { max: 1 });
  const flow = flowOf("Crash", {
    nodes: {
      start: {
        type: "start",
        config: { entry: { kind: "segment", segment: "owing" }, reentry: { kind: "never" } },
      },
      message: { type: channel, config: { template: TEMPLATE_OF[channel], purpose: "collection" } },
      patience: { type: "wait", config: { kind: "hours", hours: 1 } },
      over: { type: "end", config: { reason: "reminded" } },
    },
    edges: [
      ["start", "next", "message"],
      ["message", "sent", "patience"],
      ["patience", "next", "over"],
    ],
  });
  await publish(database, flow);
  await addDebtors(database, world, { count: 1, from: scenario.ordinal });
  await setClock(database, { speed: 1, now: TUESDAY });
  if (channel === "letter") {
    await database.transaction((tx) =>
      saveLetterSetting(tx, { setting: LETTERS, by: "test", now: TUESDAY }),
    );
  }
  await database.close();
}

/** What happens round the engine: time passes, and somebody begins a batch when there is a letter. */
export async function passTime(
  database: Database,
  { point }: Pick<Scenario, "point">,
): Promise<void> {
  await database.transaction(async (tx) => {
    // A tick that is still at work would find the run by itself: here the clock must.
    if (point !== "woken" || !(await isTickUnderWay(tx))) await wakeRun(tx);
    await tryAgain(tx);
    await loseClaims(tx);
    const waiting = await tx.sql`
      select from attempt where channel = 'letter' and status = 'planned' limit 1`;
    if (waiting.length > 0) await beginBatch(tx, "somebody");
  });
}

async function isTickUnderWay({ sql }: Transaction): Promise<boolean> {
  const rows = await sql`
    select from pgboss.job where name = 'tick' and state in ('created', 'retry', 'active') limit 1`;
  return rows.length > 0;
}

/**
 * Lets a run's wait pass once no message of it is under way: the hour after one that was accepted, and the minute that it waits
 * before it asks again for one that never arrived.
 */
async function wakeRun(tx: Transaction): Promise<void> {
  const [due] = await tx.sql<{ at: Date }[]>`
    select wake_at as at from run, clock
    where wake_at > virtual_anchor + (now() - real_anchor) * speed and wake_at < ${LATEST}
      and not exists (select from attempt where status in ('planned', 'dispatching', 'in_doubt'))`;
  if (due !== undefined) await setClock(tx, { speed: 1, now: due.at });
}

/**
 * Whoever stood at its point for longer than a connection lives surely did not send, and waits half a minute and more before
 * the next try.
 */
async function tryAgain(tx: Transaction): Promise<void> {
  const [waiting] = await tx.sql<{ at: Date }[]>`
    select not_before as at from attempt, clock
    where status = 'planned' and not_before > virtual_anchor + (now() - real_anchor) * speed and not_before < ${LATEST}`;
  if (waiting !== undefined) await setClock(tx, { speed: 1, now: waiting.at });
}

/** The minute passes after which a letter that was claimed and put into no batch is somebody else's. */
async function loseClaims({ sql }: Transaction): Promise<void> {
  await sql`
    update attempt set claimed_at = claimed_at - interval '1 hour'
    where (shard, id) in (
      select shard, id from attempt
      where channel = 'letter' and status = 'dispatching' and claimed_at > now() - interval '1 minute'
      -- Whoever stands at its point in a transaction holds its letter.
      for update skip locked
    )`;
}

/** Whether the run has ended. */
export async function hasEnded({ sql }: Database): Promise<boolean> {
  const rows = await sql`select from run where status = 'ended'`;
  return rows.length > 0;
}

/**
 * Answers as a person would who has asked the provider, where the message is still in doubt. Twilio is asked by itself what it
 * has: where it has the message nobody answers, and a run whose message was not found there never ends.
 */
export async function answerDoubt(
  facts: FactDeps,
  scenario: Scenario,
): Promise<"sent" | "not sent" | undefined> {
  const [attempt] = await facts.database.sql<{ id: string }[]>`
    select id from attempt where status = 'in_doubt'`;
  if (attempt === undefined) return undefined;
  const wasSent = (await countTaken(scenario)) > 0;
  if (wasSent && scenario.channel === "sms") return undefined;
  const answer = { attemptId: attempt.id, wasSent, author: "somebody" };
  if (!(await settleDoubt(facts, answer))) return undefined;
  return wasSent ? "sent" : "not sent";
}

/** What is wrong once it is over, as lines; nothing where all is well. */
export async function judge(scenario: Scenario, database: Database): Promise<readonly string[]> {
  const { sql } = database;
  const taken = await countTaken(scenario);
  const [found] = await sql<{ accepted: number; ended: number; left: number }[]>`
    select
      (select count(*)::int from attempt where status in ('accepted', 'delivered')) as accepted,
      (select count(*)::int from run where status = 'ended') as ended,
      (select count(*)::int from attempt where status in ('planned', 'dispatching', 'in_doubt')) as left`;
  const { accepted = 0, ended = 0, left = 0 } = found ?? {};
  return [
    ...(taken === 1 ? [] : [`The provider took ${taken} messages`]),
    ...(accepted === 1 ? [] : [`We know of ${accepted} accepted messages`]),
    ...(ended === 1 ? [] : [`${ended} runs have ended`]),
    ...(left === 0 ? [] : [`${left} attempts are open`]),
    ...(await whatIsWrong(database)),
  ];
}

/** The keys of the scenario's database. */
export function keyringOf(database: Database, masterKey: string) {
  return database.transaction((tx) => openKeyring(tx, [parseMasterKey(masterKey)], new Date()));
}

export const law = lawReader();
