import type { ProviderNotice } from "@fairflow/channels";
import { keepInbox, readClock, settleInbox, type Database, type Keyring } from "@fairflow/db";
import { takeReplyIn, takeReportsIn, type DeliveryReport, type FactDeps } from "@fairflow/engine";
import type { Logger } from "pino";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import { describe } from "../http/error-answer.ts";
import { meaningOf, StoredNotice, storedNotice } from "./stored-notice.ts";
import type { ProviderRegistry } from "./provider-registry.ts";

/** Read at a time, and how many messages at the same time. */
const BATCH = 200;
const AT_ONCE = 4;

/** What cannot be taken so often is left to a person. */
const MOST_TRIES = 20;

const PREFIX = "messages:";

/** Keeps a notice once by its key, with the job that reads it. */
export async function keepMessageNotice(
  deps: Pick<AppDeps, "database" | "facts" | "keys" | "realNow">,
  came: {
    readonly provider: string;
    readonly notice: ProviderNotice;
    readonly body: Uint8Array;
  },
): Promise<void> {
  const { provider, notice, body } = came;
  if (notice.kind === "ignored") return;
  const kept = {
    provider: PREFIX + provider,
    providerId: `${notice.kind} ${notice.key}`,
    body: Buffer.from(JSON.stringify(storedNotice(notice, body))),
  };
  await deps.database.transaction(async (tx) => {
    const id = await keepInbox(tx, deps.keys(), kept, deps.realNow());
    if (id !== undefined) await deps.facts.jobs.send(tx, [{ queue: "inbox" }]);
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
  let taken = 0;
  const work = async () => {
    for (let group = groups.shift(); group !== undefined; group = groups.shift()) {
      taken += await takeOrPutBack(deps, group);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { found: rows.length, taken };
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
  const { database, facts } = deps;
  const now = deps.realNow();
  const [first] = group;
  if (first === undefined) return 0;
  const reports = group.flatMap(({ notice }) => (notice.kind === "delivery" ? [notice] : []));
  const { taken, outcome } = await database.transaction(async (tx) => {
    const mine = await tx.sql<{ id: string }[]>`
      select id from inbox
      where id = any(${group.map(({ id }) => id)}::uuid[]) and processed_at is null and quarantined_at is null
      order by id for update skip locked`;
    const isMine = new Set(mine.map(({ id }) => id));
    for (const { id, provider, notice } of group) {
      if (notice.kind !== "reply" || !isMine.has(id)) continue;
      const { kind } = await takeReplyIn({ ...facts, keyring: deps.keys() }, tx, {
        provider,
        providerId: notice.providerId,
        channel: "sms",
        from: notice.from,
        text: notice.body,
        meaning: meaningOf(notice),
        at: (await readClock(tx)).now,
        evidence: id,
      });
      await settleInbox(tx, id, kind, now);
    }
    const own = group.filter(({ id, notice }) => notice.kind === "delivery" && isMine.has(id));
    if (own.length === 0) return { taken: mine.length };
    const known = await takeReportsIn(facts, tx, {
      provider: first.provider,
      providerId: first.notice.providerId,
      attemptId: reports.find(({ attemptId }) => attemptId !== undefined)?.attemptId,
      reports: reports.map(({ report }): DeliveryReport => report),
    });
    for (const { id } of own) await settleInbox(tx, id, known, now);
    return { taken: mine.length, outcome: known };
  });
  if (outcome === "delivered" || outcome === "failed") await notePrice(deps, first);
  return taken;
}

/** What it cost, where the provider knows it by now. */
async function notePrice(
  { database, providers }: NoticeDeps,
  { provider, notice: { providerId } }: Waiting,
): Promise<void> {
  const [settled] = await database.sql<{ shard: number; id: string }[]>`
    select shard, id from attempt
    where provider = ${provider} and provider_id = ${providerId} and price is null
      and (status = 'delivered' or outcome = 'failed')`;
  if (settled === undefined) return;
  const price = await (await providers.channel(provider))?.port.priceOf?.(providerId);
  if (price === undefined || !Amount.safeParse(price.amount).success) return;
  await database.sql`
    update attempt set price = ${price.amount}::numeric, price_currency = ${price.currency}, parts = ${price.parts}
    where shard = ${settled.shard} and id = ${settled.id}`;
}

const Amount = z.string().regex(/^\d{1,12}(\.\d{1,12})?$/u);
