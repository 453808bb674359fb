import { readClock, setClock } from "@fairflow/db";
import type { MessagePrice } from "@fairflow/engine";
import { sandboxChannel } from "@fairflow/channels";
import { beforeEach, expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { testApp } from "../test-app.ts";
import { askDuePrices, askPrices, type UnpricedMessage } from "./message-prices.ts";

const app = await testApp();
const { database, deps } = app;
await samplePerson(app);
const { sql } = database;

/** What the provider answers, one for each time that it is asked. */
let answers: (MessagePrice | Error | undefined)[] = [];
const priced = {
  ...sandboxChannel({ database, keyring: deps.keys() }),
  priceOf: async () => {
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  },
};
const asking = {
  ...deps,
  providers: {
    channel: async () => ({ port: priced, hearsReplies: true, close: () => undefined }),
  },
};
const PRICE = { amount: "0.2105", currency: "ZAR", parts: 2 };
let begun = new Date();

/** The one message, that has just arrived. */
async function arrived(): Promise<readonly UnpricedMessage[]> {
  begun = (await readClock(database)).now;
  return sql<UnpricedMessage[]>`
    update attempt set price = null, price_currency = null, parts = null, price_due_at = null, provider = 'p',
      provider_id = 'SM1', settled_at = ${begun}
    where (shard, id) in (select shard, id from attempt where accepted_at is not null limit 1)
    returning shard, id, provider, provider_id as "providerId"`;
}

const after = async (minutes: number) => {
  await setClock(database, { speed: 0, now: new Date(begun.getTime() + minutes * 60_000) });
  await askDuePrices(asking);
};
const known = async () => {
  const [row] = await sql<{ price: string | null; due: Date | null }[]>`
    select price, price_due_at as due from attempt where provider_id = 'SM1'`;
  const dueMinutes = row?.due == null ? null : (row.due.getTime() - begun.getTime()) / 60_000;
  return { price: row?.price ?? null, dueMinutes };
};

beforeEach(async () => {
  const { now } = await readClock(database);
  await setClock(database, { speed: 0, now });
});

test("a price that is not known at delivery is asked for again until it is, ever more seldom", async () => {
  answers = [undefined, undefined, new Error("The provider is down"), PRICE];
  await askPrices(asking, await arrived());
  expect(await known()).toEqual({ price: null, dueMinutes: 10 });

  await after(9);
  expect(answers).toHaveLength(3);
  await after(15);
  expect(await known()).toEqual({ price: null, dueMinutes: 30 });
  await after(30);
  expect(await known()).toEqual({ price: null, dueMinutes: 60 });
  await after(60);

  expect(await known()).toEqual({ price: "0.2105", dueMinutes: null });
});

test("a message of which nobody tells how it ended is asked about when its time comes, and then no more", async () => {
  answers = [undefined, PRICE];
  await arrived();
  await sql`update attempt set settled_at = null, accepted_at = ${begun}, price_due_at = ${new Date(begun.getTime() + 86_400_000)}
    where provider_id = 'SM1'`;

  await after(24 * 60);
  expect(await known()).toEqual({ price: null, dueMinutes: 2 * 24 * 60 });
  await after(2 * 24 * 60);

  expect(await known()).toEqual({ price: "0.2105", dueMinutes: null });
});

test("what has no price after three days is not asked for any more", async () => {
  answers = [undefined, undefined, PRICE];
  await askPrices(asking, await arrived());

  await after(3 * 24 * 60);
  await after(5 * 24 * 60);

  expect(await known()).toEqual({ price: null, dueMinutes: null });
  expect(answers).toEqual([PRICE]);
});
