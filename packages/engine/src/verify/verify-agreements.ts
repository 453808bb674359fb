import { localTime, type LocalDate } from "@fairflow/calendar";
import { readClock, type Transaction } from "@fairflow/db";
import { loadPromises } from "../facts/promises/load-promises.ts";
import { standingOfPromise, type PromiseStanding } from "../facts/promises/standing-of-promise.ts";
import { loadSettlements, standingOfSettlement } from "../facts/settlements/restate-settlements.ts";
import type { LawReader } from "../law/law-reader.ts";
import { zoneOf } from "../world.ts";
import { MOST_EXAMPLES, type CheckResult } from "./check-result.ts";

/** What was agreed is what a recount of the ledger by value dates says, and what follows from it is there. */
export async function* verifyAgreements(
  tx: Transaction,
  law: LawReader,
): AsyncGenerator<CheckResult> {
  yield await promisesAsCounted(tx, law);
  yield await settlementsAsCounted(tx, law);
  yield await openPromisesHold(tx);
}

async function promisesAsCounted(tx: Transaction, law: LawReader): Promise<CheckResult> {
  const [promises, days] = await Promise.all([loadPromises(tx.sql, "all"), daysOf(tx, law)]);
  const wrong = promises.flatMap((promise) => {
    const today = days.get(promise.debtorId);
    if (today === undefined) return [];
    // What fell over since is decided by the clock's next look.
    const isOver = promise.instalments.some(
      ({ number, graceUntil }) =>
        graceUntil < today &&
        promise.recorded.some((each) => each.number === number && each.status === "open"),
    );
    if (isOver) return [];
    const recorded = textOf({ status: promise.status, instalments: promise.recorded });
    const counted = textOf(standingOfPromise(promise, promise.money, today));
    return counted === recorded ? [] : [`${promise.id}: ${recorded}, not ${counted}`];
  });
  return result("Each promise is what was paid for it by value date", promises.length, wrong);
}

async function settlementsAsCounted(tx: Transaction, law: LawReader): Promise<CheckResult> {
  const [settlements, days] = await Promise.all([loadSettlements(tx.sql, "all"), daysOf(tx, law)]);
  const wrong = settlements.flatMap((settlement) => {
    const today = days.get(settlement.debtorId);
    if (today === undefined) return [];
    if (settlement.status === "accepted" && settlement.expiresOn < today) return [];
    const counted = standingOfSettlement(settlement, today);
    if (counted !== settlement.status) {
      return [`${settlement.id}: ${settlement.status}, not ${counted}`];
    }
    const isBooked = settlement.writtenOff > 0;
    return isBooked && settlement.status !== "settled" ? [`${settlement.id}: written off`] : [];
  });
  return result("Each settlement is what was paid for it by value date", settlements.length, wrong);
}

/** Demands wait while a promise is open, and not because of one that is not. */
async function openPromisesHold({ sql }: Transaction): Promise<CheckResult> {
  const rows = await sql<{ id: string; is_wrong: boolean }[]>`
    select promise.id,
      (status in ('proposed', 'open')) <> exists (
        select from hold
        where hold.promise_id = promise.id and hold.account_id = promise_account.account_id and ended_at is null
      ) and not (status in ('proposed', 'open') and exists (
        -- Its time is over, and the clock's next look decides it.
        select from promise_instalment as last
        where last.promise_id = promise.id and decides_at <= (
          select virtual_anchor + (clock_timestamp() - real_anchor) * speed from clock
        )
      )) as is_wrong
    from promise join promise_account on promise_id = promise.id`;
  const wrong = rows.filter((row) => row.is_wrong).map(({ id }) => id);
  return result("Demands wait while a promise is open, and no longer", rows.length, wrong);
}

/** The local date of every debtor who agreed to something. */
async function daysOf(tx: Transaction, law: LawReader): Promise<ReadonlyMap<string, LocalDate>> {
  const [{ now }, current, rows] = await Promise.all([
    readClock(tx),
    law.newest(tx.sql),
    tx.sql<{ id: string; zone: string }[]>`
      select id, zone from debtor
      where id in (select debtor_id from promise union select debtor_id from settlement)`,
  ]);
  return new Map(rows.map(({ id, zone }) => [id, localTime(zoneOf(current, zone), now).date]));
}

function textOf({ status, instalments }: Pick<PromiseStanding, "status" | "instalments">): string {
  return [status, ...instalments.map((each) => `${each.number} ${each.status} ${each.paid}`)].join(
    ", ",
  );
}

function result(name: string, checked: number, wrong: readonly string[]): CheckResult {
  return { name, checked, wrong: wrong.length, examples: wrong.slice(0, MOST_EXAMPLES) };
}
