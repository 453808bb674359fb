import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { normalAddress } from "./addresses.ts";
import { openDatabase } from "./connect.ts";
import { upsertDebtors } from "./debtors.ts";
import { lockDebtors, recordEvents } from "./events.ts";
import { endHolds, loadHolds, placeHolds } from "./holds.ts";
import { newId, shardOf } from "./ids.ts";
import { generateMasterKey, openKeyring, parseMasterKey } from "./keys.ts";
import { NOW, sampleAccounts, sampleDebtor, samplePortfolio } from "./sample-portfolio.ts";
import { liftOptOut, loadSuppressed, suppressAddress } from "./suppressions.ts";

const database = openDatabase(await testDatabase(), { max: 3 });
afterAll(database.close);

const master = parseMasterKey(generateMasterKey());
const { keyring, sample, accounts } = await database.transaction(async (tx) => {
  const keys = await openKeyring(tx, [master], NOW);
  const portfolio = await samplePortfolio(tx);
  const saved = await sampleAccounts(tx, keys, portfolio, [
    { reference: "1" },
    { reference: "2", debtor: "1" },
    { reference: "3" },
  ]);
  return { keyring: keys, sample: portfolio, accounts: saved };
});
const debtorId = accounts.get("1")?.debtorId ?? "";
const accountId = accounts.get("1")?.id ?? "";
const otherId = accounts.get("3")?.debtorId ?? "";

async function epochOf(id: string): Promise<number> {
  const [row] = await database.sql<{ epoch: number }[]>`select epoch from debtor where id = ${id}`;
  return row?.epoch ?? -1;
}

const later = new Date(NOW.getTime() + 86_400_000);
const holdsAt = (now: Date) => database.transaction((tx) => loadHolds(tx, [debtorId], now));

test("a hold is in force once, from when it is placed to its event or its end, and each change bumps the epoch", async () => {
  const before = await epochOf(debtorId);
  const dispute = { debtorId, accountId, state: "dispute_open", since: NOW, author: "u1" };
  const claim = { debtorId, state: "claims_paid", since: NOW, until: later, author: "u1" };

  const placed = await database.transaction((tx) => placeHolds(tx, [dispute, claim], NOW));
  expect(placed).toHaveLength(2);
  expect(await database.transaction((tx) => placeHolds(tx, [dispute], NOW))).toEqual([]);

  expect(await holdsAt(NOW)).toMatchObject([
    { state: "dispute_open", accountId, until: null },
    { state: "claims_paid", accountId: null, until: later },
  ]);
  expect((await holdsAt(later)).map((hold) => hold.state)).toEqual(["dispute_open"]);

  const ending = { debtorId, state: "dispute_open", accountId, reason: "rejected", endedBy: "u2" };
  expect(await database.transaction((tx) => endHolds(tx, ending, later))).toHaveLength(1);
  expect(await holdsAt(later)).toEqual([]);
  expect(await epochOf(debtorId)).toBe(before + 3);
});

test("a hold whose time is over does not keep the next one of its kind from being placed", async () => {
  const next = new Date(later.getTime() + 86_400_000);
  const first = { debtorId: otherId, state: "payment_reversed", author: "u1" };
  await database.transaction((tx) => placeHolds(tx, [{ ...first, since: NOW, until: later }], NOW));

  const placed = await database.transaction((tx) =>
    placeHolds(tx, [{ ...first, since: later, until: next }], later),
  );

  expect(placed).toHaveLength(1);
  const inForce = await database.transaction((tx) => loadHolds(tx, [otherId], later));
  expect(inForce).toMatchObject([{ state: "payment_reversed", until: next }]);
});

test("a hold that is placed again for longer lasts until the later of both ends, and for good where one has none", async () => {
  const state = "on_hold";
  const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000);
  const place = (until: Date | undefined) =>
    database.transaction((tx) =>
      placeHolds(tx, [{ debtorId: otherId, state, since: NOW, until, author: "u1" }], NOW),
    );
  const until = async () => {
    const holds = await database.transaction((tx) => loadHolds(tx, [otherId], NOW));
    return holds.filter((hold) => hold.state === state).map((hold) => hold.until);
  };
  await place(days(2));

  await place(days(1));
  expect(await until()).toEqual([days(2)]);
  await place(days(9));
  expect(await until()).toEqual([days(9)]);
  await place(undefined);
  expect(await until()).toEqual([null]);
  await place(days(9));

  expect(await until()).toEqual([null]);
});

test("a hold that is placed back in time does not revive one whose time is over", async () => {
  const hold = { debtorId: otherId, state: "insolvent", author: "u1", since: NOW };
  await database.transaction((tx) => placeHolds(tx, [{ ...hold, until: later }], NOW));

  const again = await database.transaction((tx) => placeHolds(tx, [hold], later));

  expect(again).toHaveLength(1);
});

test("an opt-out bars the address for everyone who shares it, and bumps each", async () => {
  const { ids } = await database.transaction((tx) =>
    upsertDebtors(
      tx,
      keyring,
      [
        sampleDebtor("S1", { addresses: [{ kind: "phone", value: "082 123 4567" }] }),
        sampleDebtor("S2", { addresses: [{ kind: "phone", value: "+27821234567" }] }),
        sampleDebtor("S3", { addresses: [{ kind: "phone", value: "0821234568" }] }),
      ],
      { clientId: sample.clientId, country: "ZA", source: "test", now: NOW },
    ),
  );
  const sharers = [ids.get("S1") ?? "", ids.get("S2") ?? ""].toSorted();
  const other = ids.get("S3") ?? "";
  const address = normalAddress(keyring, { kind: "phone", value: "0027 82 123 4567" }, "ZA");
  const addressHmac = address?.hmac ?? Buffer.of();
  const optOut = { addressHmac, channel: "sms", reason: "opted_out", source: "reply" } as const;
  const suppressed = () => database.transaction((tx) => loadSuppressed(tx, [...sharers, other]));

  const affected = await database.transaction((tx) => suppressAddress(tx, optOut, NOW));
  await database.transaction((tx) => suppressAddress(tx, optOut, NOW));

  expect(affected).toEqual(sharers);
  expect((await suppressed()).map(({ channel }) => channel)).toEqual(["sms", "sms"]);
  expect(await Promise.all([...sharers, other].map(epochOf))).toEqual([2, 2, 0]);

  const act = {
    addressHmac,
    channel: "sms",
    how: "message",
    evidence: "inbox",
    endedBy: "reply",
  } as const;
  const earlier = new Date(NOW.getTime() - 1);
  const tooEarly = await database.transaction((tx) =>
    liftOptOut(tx, { ...act, at: earlier }, later),
  );
  expect(tooEarly.wasLifted).toBe(false);
  expect(await suppressed()).toHaveLength(2);

  const lifted = await database.transaction((tx) => liftOptOut(tx, { ...act, at: later }, later));
  expect(lifted).toEqual({ debtorIds: sharers, wasLifted: true });
  expect(await suppressed()).toEqual([]);
});

test("an address that opted out and then turns out to be wrong does not come back by opting in", async () => {
  const addressHmac = keyring.lookup("phone", "+27829990001");
  const bar = { addressHmac, channel: "any", source: "task" } as const;
  const act = {
    addressHmac,
    channel: "any",
    how: "call",
    evidence: "recording",
    endedBy: "u1",
  } as const;
  await database.transaction((tx) => suppressAddress(tx, { ...bar, reason: "opted_out" }, NOW));
  await database.transaction((tx) => suppressAddress(tx, { ...bar, reason: "wrong_party" }, NOW));
  await database.transaction((tx) => suppressAddress(tx, { ...bar, reason: "opted_out" }, NOW));

  const { wasLifted } = await database.transaction((tx) =>
    liftOptOut(tx, { ...act, at: later }, later),
  );

  expect(wasLifted).toBe(false);
});

test("who says STOP again is not reached again for a START from before that", async () => {
  const addressHmac = keyring.lookup("phone", "+27829990002");
  const stop = { addressHmac, channel: "sms", reason: "opted_out", source: "reply" } as const;
  const start = {
    addressHmac,
    channel: "sms",
    how: "message",
    evidence: "inbox",
    endedBy: "reply",
  } as const;
  const day = (count: number) => new Date(NOW.getTime() + count * 86_400_000);
  await database.transaction((tx) => suppressAddress(tx, stop, day(0)));
  await database.transaction((tx) => suppressAddress(tx, stop, day(2)));
  const lift = (at: Date) => database.transaction((tx) => liftOptOut(tx, { ...start, at }, day(4)));

  expect((await lift(day(1))).wasLifted).toBe(false);
  expect((await lift(day(3))).wasLifted).toBe(true);
  expect(
    await database.sql`select since from suppression where address_hmac = ${addressHmac}`,
  ).toEqual([{ since: day(0) }]);
});

test("a wrong number stays wrong whatever is replied from it", async () => {
  const addressHmac = keyring.lookup("phone", "+27829990000");
  await database.transaction((tx) =>
    suppressAddress(
      tx,
      { addressHmac, channel: "any", reason: "wrong_party", source: "task" },
      NOW,
    ),
  );

  await database.transaction((tx) =>
    liftOptOut(
      tx,
      { addressHmac, channel: "any", how: "message", at: later, evidence: "i", endedBy: "reply" },
      later,
    ),
  );

  expect(
    await database.sql`select from suppression where address_hmac = ${addressHmac} and ended_at is null`,
  ).toHaveLength(1);
});

test("an event waits unread in its debtor's shard, once for one cause", async () => {
  const before = await epochOf(debtorId);
  const paid = {
    debtorId,
    accountId,
    kind: "paid",
    payload: { amount: 5 },
    cause: `payment ${newId()}`,
  };

  const shards = await database.transaction((tx) =>
    recordEvents(tx, [paid, { debtorId, kind: "custom:visited" }], NOW),
  );
  const again = await database.transaction((tx) => recordEvents(tx, [paid], NOW));

  expect([...shards]).toEqual([shardOf(debtorId)]);
  expect([...again]).toEqual([]);
  expect(await epochOf(debtorId)).toBe(before + 1);
  const unread = await database.sql`
    select kind, payload, account_id from event where shard = ${shardOf(debtorId)} and debtor_id = ${debtorId} and read_at is null order by id`;
  expect(unread).toEqual([
    { kind: "paid", payload: { amount: 5 }, account_id: accountId },
    { kind: "custom:visited", payload: {}, account_id: null },
  ]);
});

test("a stop fact waits for whoever holds the debtor's lock", async () => {
  const before = await epochOf(otherId);
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: locked, resolve: nowLocked } = Promise.withResolvers<void>();
  const holder = database.transaction(async (tx) => {
    await lockDebtors(tx, [otherId]);
    nowLocked();
    await released;
    return epochOf(otherId);
  });
  await locked;
  const stopping = database.transaction((tx) =>
    recordEvents(tx, [{ debtorId: otherId, kind: "dispute-opened" }], NOW),
  );

  expect(
    await Promise.race([stopping.then(() => "committed"), waitsForLock().then(() => "waiting")]),
  ).toBe("waiting");
  release();

  expect(await holder).toBe(before);
  await stopping;
  expect(await epochOf(otherId)).toBe(before + 1);
});

/** Until PostgreSQL says that somebody waits for a lock. */
async function waitsForLock(): Promise<void> {
  const waiting = await database.sql`select from pg_locks where not granted`;
  if (waiting.length === 0) await waitsForLock();
}
