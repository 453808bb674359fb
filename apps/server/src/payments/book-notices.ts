import { settleInbox, type Database, type Keyring } from "@fairflow/db";
import type { FactDeps, FindAsked, PaymentGatewayPort } from "@fairflow/engine";
import type { Logger } from "pino";
import { bookConfirmed } from "./book-confirmed.ts";
import type { GatewayAddresses } from "./gateway-addresses.ts";
import { bodyOf, type StoredRow } from "./keep-notice.ts";

export interface BookingDeps {
  readonly database: Database;
  readonly facts: FactDeps;
  readonly keys: () => Keyring;
  readonly realNow: () => Date;
  readonly gateways: () => GatewayAddresses;
  /** What was asked for when a checkout was opened. */
  readonly findAsked: FindAsked;
  readonly log: Logger;
}

/** Read at a time. */
const BATCH = 200;
/** Gateways asked at the same time. */
const AT_ONCE = 8;
/** A gateway that gives no word for so many passes, about a day of them, leaves the rest to a person. */
const MOST_TRIES = 2_880;

interface WaitingRow extends StoredRow {
  readonly provider: string;
}

/**
 * Reads the notices that wait, asks their gateways outside any transaction, and books each in one of its own. A crash at any
 * point leaves the notice waiting, and two processes at once book it once.
 */
export async function bookNotices(deps: BookingDeps): Promise<void> {
  // A gateway that cannot be asked leaves its notices to a later job.
  while ((await bookBatch(deps)) === BATCH);
}

/** @returns how many no longer wait */
async function bookBatch(deps: BookingDeps): Promise<number> {
  const gateways = new Map(
    [...deps.gateways().values()].map((gateway) => [`gateway:${gateway.name}`, gateway]),
  );
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
  { database, facts, keys, realNow, findAsked, log }: BookingDeps,
  gateway: PaymentGatewayPort,
  row: WaitingRow,
): Promise<boolean> {
  const confirmation = await gateway.confirm(bodyOf(keys(), row), findAsked);
  const now = realNow();
  return database.transaction(async (tx) => {
    const [mine] = await tx.sql<{ tries: number }[]>`
      select tries from inbox
      where id = ${row.id} and processed_at is null and quarantined_at is null for update`;
    if (mine === undefined) return true;
    const isGivenUp = mine.tries + 1 >= MOST_TRIES;
    if (confirmation.kind === "ask-again") {
      const { why } = confirmation;
      log.warn({ inboxId: row.id, provider: row.provider, why }, "A gateway could not be asked");
      await tx.sql`
        update inbox set tries = tries + 1, quarantined_at = ${isGivenUp ? now : null}
        where id = ${row.id}`;
      return isGivenUp;
    }
    const outcome = await bookConfirmed(facts, tx, { confirmation, provider: row.provider });
    if (outcome === "for-a-person") {
      const why =
        confirmation.kind === "odd" ? confirmation.why : "money that only a person can book";
      log.warn(
        { inboxId: row.id, provider: row.provider, why },
        "A gateway's notice waits for a person",
      );
      await tx.sql`update inbox set quarantined_at = ${now} where id = ${row.id}`;
      return true;
    }
    await settleInbox(tx, row.id, outcome, now);
    return true;
  });
}
