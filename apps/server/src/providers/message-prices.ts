import type { Database } from "@fairflow/db";
import type { MessagePrice } from "@fairflow/engine";
import { z } from "zod";
import type { ProviderRegistry } from "./provider-registry.ts";

/** A provider is asked about so many at the same time. */
const AT_ONCE = 4;

export interface UnpricedMessage {
  readonly shard: number;
  readonly id: string;
  readonly provider: string;
  readonly providerId: string;
}

export interface PriceDeps {
  readonly database: Pick<Database, "sql">;
  readonly providers: Pick<ProviderRegistry, "channel">;
}

/** Asks providers what messages cost and records what they know by now. */
export async function askPrices(
  { database: { sql }, providers }: PriceDeps,
  messages: readonly UnpricedMessage[],
): Promise<void> {
  const left = [...messages];
  const priced: (UnpricedMessage & { readonly price: MessagePrice })[] = [];
  const ask = async () => {
    for (let message = left.shift(); message !== undefined; message = left.shift()) {
      const channel = await providers.channel(message.provider);
      const price = await channel?.port.priceOf?.(message.providerId);
      if (price === undefined || !Amount.safeParse(price.amount).success) continue;
      priced.push({ ...message, price });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  if (priced.length === 0) return;
  await sql`
    update attempt set price = told.price::numeric, price_currency = told.currency, parts = told.parts
    from unnest(
      ${priced.map(({ shard }) => shard)}::smallint[], ${priced.map(({ id }) => id)}::uuid[],
      ${priced.map(({ price }) => price.amount)}::text[], ${priced.map(({ price }) => price.currency)}::text[],
      ${priced.map(({ price }) => price.parts)}::smallint[]
    ) as told (shard, id, price, currency, parts)
    where attempt.shard = told.shard and attempt.id = told.id`;
}

const Amount = z.string().regex(/^\d{1,12}(\.\d{1,12})?$/u);
