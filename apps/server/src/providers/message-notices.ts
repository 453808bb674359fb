import type { ProviderNotice } from "@fairflow/channels";
import {
  keepInboxes,
  readClock,
  settleInbox,
  settleInboxes,
  type Database,
  type Keyring,
  type Transaction,
} from "@fairflow/db";
import {
  takePlainReportsIn,
  takeReplyIn,
  takeReportsIn,
  together,
  type DeliveryReport,
  type FactDeps,
  type LaneJob,
  type TakenReport,
  type ToldOfMessage,
} from "@fairflow/engine";
import type { Logger } from "pino";
import type { AppDeps } from "../app-deps.ts";
import { describe } from "../http/error-answer.ts";
import { askPrices, type UnpricedMessage } from "./message-prices.ts";
import { meaningOf, StoredNotice, storedNotice } from "./stored-notice.ts";
import type { ProviderRegistry } from "./provider-registry.ts";

/** Read at a time, and how many messages at the same time. */
const BATCH = 200;
const AT_ONCE = 4;

/** What cannot be taken so often is left to a person. */
const MOST_TRIES = 20;

const PREFIX = "messages:";

/** A notice as it came, verified. */
interface CameNotice {
  readonly provider: string;
  readonly notice: Exclude<ProviderNotice, { kind: "ignored" }>;
  readonly body: Uint8Array;
}

/**
 * Keeps each notice once by its key, with the job that reads it: those that come while others are being kept, together. It
 * is on the disk when the promise resolves.
 */
export function noticeKeeper(
  deps: Pick<AppDeps, "database" | "facts" | "keys" | "realNow">,
): (came: CameNotice) => Promise<void> {
  return together(async (came: readonly CameNotice[]) => {
    const kept = came.map(({ provider, notice, body }) => ({
      provider: PREFIX + provider,
      providerId: `${notice.kind} ${notice.key}`,
      body: Buffer.from(JSON.stringify(storedNotice(notice, body))),
    }));
    await deps.database.transaction(async (tx) => {
      const made = await keepInboxes(tx, deps.keys(), kept, deps.realNow());
      if (made.length > 0) await deps.facts.jobs.send(tx, [{ queue: "inbox" }]);
    });
    return came.map(() => undefined);
  });
}

export interface NoticeDeps {
  readonly database: Database;
  readonly facts: FactDeps;
  readonly keys: () => Keyring;
  readonly realNow: () => Date;
  readonly providers: Pick<ProviderRegistry, "channel">;
  readonly log: Logger;
}

interface Waiting {
  readonly id: string;
  readonly provider: string;
  readonly tries: number;
  readonly notice: StoredNotice;
}

/**
 * Takes what providers told of messages: those of one message together, each message in a transaction of its own. A crash
 * at any point leaves them waiting, and what is taken twice changes nothing.
 */
export async function takeMessageNotices(deps: NoticeDeps): Promise<void> {
  for (;;) {
    const { taken, found } = await takeBatch(deps);
    if (found < BATCH || taken === 0) return;
  }
}

async function takeBatch(
  deps: NoticeDeps,
): Promise<{ readonly found: number; readonly taken: number }> {
  const rows = await deps.database.sql<
    { id: string; provider: string; tries: number; body: Uint8Array }[]
  >`
    select id, provider, tries, body from inbox
    where processed_at is null and quarantined_at is null and provider like ${`${PREFIX}%`}
    order by tries, received_at limit ${BATCH}`;
  const waiting = rows.map(({ id, provider, tries, body }): Waiting => {
    const sealed = deps.keys().decryptText({ table: "inbox", column: "body", row: id }, body);
    const notice = StoredNotice.parse(JSON.parse(sealed));
    return { id, provider: provider.slice(PREFIX.length), tries, notice };
  });
  const groups = [
    ...Map.groupBy(waiting, ({ provider, notice }) => `${provider} ${notice.providerId}`).values(),
  ];
  const plain = await takePlainGroups(deps, groups);
  let { taken } = plain;
  const left = [...plain.left];
  const work = async () => {
    for (let group = left.shift(); group !== undefined; group = left.shift()) {
      taken += await takeOrPutBack(deps, group);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { found: rows.length, taken };
}

/** Most of what is told is plain, and is taken together. */
async function takePlainGroups(
  deps: NoticeDeps,
  groups: readonly (readonly Waiting[])[],
): Promise<{ readonly taken: number; readonly left: readonly (readonly Waiting[])[] }> {
  // One that has failed before must not keep back the others.
  const fresh = groups.filter((group) =>
    group.every(({ notice, tries }) => notice.kind === "delivery" && tries === 0),
  );
  if (fresh.length === 0) return { taken: 0, left: groups };
  try {
    const plain = await deps.database.transaction((tx) => takeTogether(deps, tx, fresh));
    const settled = new Set(plain.map(({ group }) => group));
    await notePrices(
      deps,
      plain.flatMap(({ group, known }) => (known === "delivered" ? group.slice(0, 1) : [])),
    );
    return {
      taken: plain.reduce((total, { group }) => total + group.length, 0),
      left: groups.filter((group) => !settled.has(group)),
    };
  } catch (fault) {
    deps.log.warn(describe(fault), "Notices could not be taken together and are taken one by one");
    return { taken: 0, left: groups };
  }
}

interface PlainGroup {
  readonly group: readonly Waiting[];
  readonly known: TakenReport;
}

async function takeTogether(
  { facts, realNow }: NoticeDeps,
  tx: Transaction,
  groups: readonly (readonly Waiting[])[],
): Promise<readonly PlainGroup[]> {
  const mine = await lockWaiting(tx, groups.flat());
  const told = groups.flatMap((group) => {
    const isMine = group.every(({ id }) => mine.has(id));
    return isMine ? [{ group, told: toldOf(group) }] : [];
  });
  const taken = await takePlainReportsIn(
    facts,
    tx,
    told.map((each) => each.told),
  );
  const plain = told.flatMap(({ group, told: each }) => {
    const known = taken.get(each);
    return known === undefined ? [] : [{ group, known }];
  });
  const settled = plain.flatMap(({ group, known }) =>
    group.map(({ id }) => ({ id, outcome: known })),
  );
  await settleInboxes(tx, settled, realNow());
  return plain;
}

/** Those of them that nobody else is at. */
async function lockWaiting(
  { sql }: Transaction,
  group: readonly Waiting[],
): Promise<ReadonlySet<string>> {
  const mine = await sql<{ id: string }[]>`
    select id from inbox
    where id = any(${group.map(({ id }) => id)}::uuid[]) and processed_at is null and quarantined_at is null
    order by id for update skip locked`;
  return new Set(mine.map(({ id }) => id));
}

/** What all notices of one message say together. */
function toldOf(group: readonly Waiting[]): ToldOfMessage {
  const [first] = group;
  const said = group.flatMap(({ notice }) => (notice.kind === "delivery" ? [notice] : []));
  return {
    provider: first?.provider ?? "",
    providerId: first?.notice.providerId ?? "",
    attemptId: said.find(({ attemptId }) => attemptId !== undefined)?.attemptId,
    reports: said.map(({ report }): DeliveryReport => report),
  };
}

/** One that cannot be taken must not keep back the others. */
async function takeOrPutBack(deps: NoticeDeps, group: readonly Waiting[]): Promise<number> {
  try {
    return await takeGroup(deps, group);
  } catch (fault) {
    const now = deps.realNow();
    const ids = group.map(({ id }) => id);
    deps.log.error({ inboxIds: ids, ...describe(fault) }, "A provider's notice could not be taken");
    await deps.database.sql`
      update inbox set tries = tries + 1,
        quarantined_at = case when tries + 1 >= ${MOST_TRIES} then ${now}::timestamptz end
      where id = any(${ids}::uuid[]) and processed_at is null`;
    return 0;
  }
}

/** @returns how many were taken; another process may be at the others */
async function takeGroup(deps: NoticeDeps, group: readonly Waiting[]): Promise<number> {
  const { database } = deps;
  const now = deps.realNow();
  const [first] = group;
  if (first === undefined) return 0;
  const asked: LaneJob[] = [];
  const { taken, outcome } = await database.transaction(async (tx) => {
    const mine = await lockWaiting(tx, group);
    // Asked for once all is written: whoever waits for a job of the same name holds nothing that this still needs.
    const facts = {
      ...deps.facts,
      jobs: { send: async (_: unknown, jobs: readonly LaneJob[]) => void asked.push(...jobs) },
    };
    for (const { id, provider, notice } of group) {
      if (notice.kind !== "reply" || !mine.has(id)) continue;
      const { kind } = await takeReplyIn({ ...facts, keyring: deps.keys() }, tx, {
        provider,
        providerId: notice.providerId,
        channel: "sms",
        from: notice.from,
        text: notice.body,
        meaning: meaningOf(notice),
        answersHelp: notice.answersHelp,
        at: (await readClock(tx)).now,
        evidence: id,
      });
      await settleInbox(tx, id, kind, now);
    }
    const own = group.filter(({ id, notice }) => notice.kind === "delivery" && mine.has(id));
    const known = own.length === 0 ? undefined : await takeReportsIn(facts, tx, toldOf(group));
    for (const { id } of own) await settleInbox(tx, id, known ?? "", now);
    await deps.facts.jobs.send(tx, asked);
    return { taken: mine.size, outcome: known };
  });
  if (outcome === "delivered" || outcome === "failed") await notePrices(deps, [first]);
  return taken;
}

/** What they cost, where the provider knows it by now. */
async function notePrices(deps: NoticeDeps, settled: readonly Waiting[]): Promise<void> {
  const { sql } = deps.database;
  const unpriced = await sql<UnpricedMessage[]>`
    select attempt.shard, attempt.id, attempt.provider, attempt.provider_id as "providerId"
    from unnest(
      ${settled.map(({ provider }) => provider)}::text[], ${settled.map(({ notice }) => notice.providerId)}::text[]
    ) as settled (provider, provider_id)
    join attempt on attempt.provider = settled.provider and attempt.provider_id = settled.provider_id
    where price is null and (status = 'delivered' or outcome = 'failed')`;
  await askPrices(deps, unpriced);
}
