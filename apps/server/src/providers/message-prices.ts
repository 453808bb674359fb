import { readClock, type Database } from "@fairflow/db";
import type { MessagePrice } from "@fairflow/engine";
import type { Logger } from "pino";
import { z } from "zod";
import { describe } from "../http/error-answer.ts";
import type { ProviderRegistry } from "./provider-registry.ts";

/** A provider is asked about so many at the same time. */
const AT_ONCE = 4;
/** Read at a time. */
const BATCH = 200;

export interface UnpricedMessage {
  readonly shard: number;
  readonly id: string;
  readonly provider: string;
  readonly providerId: string;
}

export interface PriceDeps {
  readonly database: Database;
  readonly providers: Pick<ProviderRegistry, "channel">;
  readonly log: Logger;
}

/** Asks providers what messages cost and records what they know by now; of the others they are asked again. */
export async function askPrices(
  deps: PriceDeps,
  messages: readonly UnpricedMessage[],
): Promise<void> {
  const left = [...messages];
  const priced: (UnpricedMessage & { readonly price: MessagePrice })[] = [];
  const unknown: UnpricedMessage[] = [];
  const ask = async () => {
    for (let message = left.shift(); message !== undefined; message = left.shift()) {
      const answer = await priceOf(deps, message);
      if (answer === "never") continue;
      if (answer === "not-yet") unknown.push(message);
      else priced.push({ ...message, price: answer });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  await recordPrices(deps.database, priced);
  await askLater(deps.database, unknown);
}

/** Asks for the prices whose time has come: each message once, however many there are. */
export async function askDuePrices(deps: PriceDeps): Promise<void> {
  const { database } = deps;
  const { now } = await readClock(database);
  for (;;) {
    // What is asked leaves the list whatever comes of it: a process that dies meanwhile has asked a little too seldom.
    const due = await database.sql<UnpricedMessage[]>`
      update attempt set price_due_at = null
      where (shard, id) in (
        select shard, id from attempt where price_due_at <= ${now} order by price_due_at limit ${BATCH} for update skip locked
      )
      returning shard, id, provider, provider_id as "providerId"`;
    await askPrices(deps, due);
    if (due.length < BATCH) return;
  }
}

async function priceOf(
  { providers, log }: PriceDeps,
  { id, provider, providerId }: UnpricedMessage,
): Promise<MessagePrice | "not-yet" | "never"> {
  const channel = await providers.channel(provider);
  if (channel?.port.priceOf === undefined) return "never";
  try {
    const price = await channel.port.priceOf(providerId);
    return price !== undefined && Amount.safeParse(price.amount).success ? price : "not-yet";
  } catch (fault) {
    log.warn({ attempt: id, provider, ...describe(fault) }, "A provider gave no price");
    return "not-yet";
  }
}

async function recordPrices(
  { sql }: Database,
  priced: readonly (UnpricedMessage & { readonly price: MessagePrice })[],
): Promise<void> {
  if (priced.length === 0) return;
  await sql`
    update attempt set price = told.price::numeric, price_currency = told.currency, parts = told.parts, price_due_at = null
    from unnest(
      ${priced.map(({ shard }) => shard)}::smallint[], ${priced.map(({ id }) => id)}::uuid[],
      ${priced.map(({ price }) => price.amount)}::text[], ${priced.map(({ price }) => price.currency)}::text[],
      ${priced.map(({ price }) => price.parts)}::smallint[]
    ) as told (shard, id, price, currency, parts)
    where attempt.shard = told.shard and attempt.id = told.id`;
}

/** In ten minutes at first, then each time after as long as it has been known how the message ended, or that it left, for three days. */
async function askLater(database: Database, unknown: readonly UnpricedMessage[]): Promise<void> {
  if (unknown.length === 0) return;
  const { now } = await readClock(database);
  await database.sql`
    update attempt set price_due_at = ${now}::timestamptz + greatest(interval '10 minutes', ${now}::timestamptz - coalesce(settled_at, accepted_at))
    from unnest(
      ${unknown.map(({ shard }) => shard)}::smallint[], ${unknown.map(({ id }) => id)}::uuid[]
    ) as asked (shard, id)
    where attempt.shard = asked.shard and attempt.id = asked.id and price is null
      and coalesce(settled_at, accepted_at) > ${now}::timestamptz - interval '3 days'`;
}

const Amount = z.string().regex(/^\d{1,12}(\.\d{1,12})?$/u);
