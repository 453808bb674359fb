import {
  findCheckout,
  raiseCheckout,
  settleInbox,
  type Database,
  type Keyring,
  type Transaction,
} from "@fairflow/db";
import type { Confirmation, FactDeps } from "@fairflow/engine";
import type { Logger } from "pino";
import { bookConfirmed } from "./book-confirmed.ts";
import { bodyOf, type StoredRow } from "./keep-notice.ts";
import { providerIdOf, type MountedGateway, type PaymentGateways } from "./payment-gateways.ts";
import { quarantineNotice } from "./quarantine-notice.ts";

export interface BookingDeps {
  readonly database: Database;
  readonly facts: FactDeps;
  readonly keys: () => Keyring;
  readonly realNow: () => Date;
  readonly gateways: PaymentGateways;
  readonly log: Logger;
}

/** Read at a time. */
const BATCH = 200;
/** Gateways asked at the same time. */
const AT_ONCE = 8;
/** A gateway that gives no word for so many passes, about a day of them, leaves the rest to a person. */
const MOST_TRIES = 2_880;
/** What a gateway told that has been switched off since waits so long for it to come back. */
const WITHOUT_GATEWAY_MS = 86_400_000;

interface WaitingRow extends StoredRow {
  readonly provider: string;
}

/** By what the inbox names a gateway. */
export function providerOf({ key }: Pick<MountedGateway, "key">): string {
  return `gateway:${key}`;
}

/**
 * Reads the notices that wait, asks their gateways outside any transaction, and books each in one of its own. A crash at any
 * point leaves the notice waiting, and two processes at once book it once.
 */
export async function bookNotices(deps: BookingDeps): Promise<void> {
  const gateways = new Map((await deps.gateways()).map((each) => [providerOf(each), each]));
  // A gateway that cannot be asked leaves its notices to a later job.
  while ((await bookBatch(deps, gateways)) === BATCH);
  await leaveOrphans(deps, [...gateways.keys()]);
}

/** @returns how many no longer wait */
async function bookBatch(
  deps: BookingDeps,
  gateways: ReadonlyMap<string, MountedGateway>,
): Promise<number> {
  const rows = await deps.database.sql<WaitingRow[]>`
    select id, provider, body from inbox
    where processed_at is null and quarantined_at is null and provider = any(${[...gateways.keys()]})
    order by tries, received_at limit ${BATCH}`;
  const waiting = [...rows];
  let done = 0;
  const work = async () => {
    for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
      const gateway = gateways.get(row.provider);
      if (gateway !== undefined && (await bookOne(deps, gateway, row))) done += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return done;
}

/** @returns false for one that goes on waiting */
async function bookOne(
  { database, facts, keys, realNow, log }: BookingDeps,
  { key, port }: MountedGateway,
  row: WaitingRow,
): Promise<boolean> {
  let checkoutId: string | undefined;
  const confirmation = await port.confirm(bodyOf(keys(), row), async (id) => {
    const checkout = await findCheckout(database, id);
    // One gateway's word is nothing about what another was asked.
    if (checkout?.gateway !== key) return undefined;
    checkoutId = id;
    return checkout;
  });
  const now = realNow();
  const fields = { inboxId: row.id, provider: row.provider };
  return database.transaction(async (tx) => {
    const [mine] = await tx.sql<{ tries: number }[]>`
      select tries from inbox
      where id = ${row.id} and processed_at is null and quarantined_at is null for update`;
    if (mine === undefined) return true;
    if (confirmation.kind === "ask-again") {
      const { why } = confirmation;
      log.warn({ ...fields, why }, "A gateway could not be asked");
      await tx.sql`update inbox set tries = tries + 1 where id = ${row.id}`;
      const isGivenUp = mine.tries + 1 >= MOST_TRIES;
      if (isGivenUp) await quarantineNotice(tx, { inboxId: row.id, why }, now);
      return isGivenUp;
    }
    const told = { source: `gateway:${port.name}`, takenBy: providerIdOf({ key }) };
    const booked = await bookConfirmed(facts, tx, { confirmation, ...told });
    await noteStanding(tx, { checkoutId, confirmation }, now);
    if (booked.kind === "for-a-person") {
      log.warn({ ...fields, why: booked.why }, "A gateway's notice waits for a person");
      await quarantineNotice(tx, { inboxId: row.id, why: booked.why }, now);
      return true;
    }
    await settleInbox(tx, row.id, booked.kind, now);
    return true;
  });
}

async function noteStanding(
  tx: Transaction,
  of: { readonly checkoutId: string | undefined; readonly confirmation: Confirmation },
  now: Date,
): Promise<void> {
  const { checkoutId, confirmation } = of;
  if (checkoutId === undefined || confirmation.kind !== "confirmed") return;
  await raiseCheckout(tx, { id: checkoutId, standing: confirmation.standing }, now);
}

async function leaveOrphans(
  { database, realNow }: BookingDeps,
  providers: readonly string[],
): Promise<void> {
  const now = realNow();
  await database.transaction(async (tx) => {
    const orphans = await tx.sql<{ id: string }[]>`
      select id from inbox
      where processed_at is null and quarantined_at is null and provider like 'gateway:%'
        and provider <> all(${providers}::text[])
        and received_at < ${new Date(now.getTime() - WITHOUT_GATEWAY_MS)}
      for update skip locked limit 100`;
    for (const { id: inboxId } of orphans) {
      await quarantineNotice(tx, { inboxId, why: "its gateway is switched off" }, now);
    }
  });
}
