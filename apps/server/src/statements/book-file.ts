import {
  cashLinesById,
  depositLines,
  endStatementFile,
  noteStatementLines,
  takingsNotPaidOut,
  untouchedLines,
  waitingRemittances,
  type Database,
  type Keyring,
  type StoredCashLine,
  type WaitingRemittance,
} from "@fairflow/db";
import {
  bookPayoutIn,
  putToAccountsIn,
  returnPaymentsIn,
  setAsideIn,
  splitDepositIn,
  type CashActor,
  type FactDeps,
} from "@fairflow/engine";
import { matchStored, type Matched } from "./match-lines-stored.ts";
import { namesAnyGateway, surePayout, takenSince } from "./payout-choices.ts";
import { detailsOf, lineToMatch } from "./stored-line.ts";

export interface BookingDeps {
  readonly database: Database;
  readonly keys: () => Keyring;
  readonly facts: FactDeps;
  readonly realNow: () => Date;
}

/** Who booked what nobody decided about. */
const ITSELF: CashActor = { author: "system", actor: { kind: "system" } };
const NOTED_EVERY = 25;
const LINES_AT_ONCE = 2_000;

/**
 * Puts to accounts whatever is sure of a file that is kept. Each line is a transaction of its own, so that a process that ends
 * in between loses nothing and another goes on; a line that is booked is not booked again.
 */
export async function bookFile(deps: BookingDeps, fileId: string): Promise<void> {
  const { database, realNow } = deps;
  await splitDeposits(deps);
  await bookLines(deps, await untouchedLines(database, fileId), async (linesDone) => {
    await noteStatementLines(database, fileId, { linesDone });
  });
  await endStatementFile(database, fileId, { status: "done" }, realNow());
}

/** Puts to accounts whatever is sure of these lines, matched together. */
export async function bookLines(
  deps: BookingDeps,
  ids: readonly string[],
  onProgress: (done: number) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const lines = await linesOf(deps, ids);
  const matched = await matchStored(deps.database, deps.keys(), lines.map(lineToMatch));
  for (const [index, line] of lines.entries()) {
    const match = matched[index];
    if (match !== undefined) await bookLine(deps, line, match);
    if ((index + 1) % NOTED_EVERY === 0) await onProgress(index + 1);
  }
  await onProgress(lines.length);
}

async function linesOf(
  { database, keys }: BookingDeps,
  ids: readonly string[],
): Promise<readonly StoredCashLine[]> {
  const lines: StoredCashLine[] = [];
  for (let start = 0; start < ids.length; start += LINES_AT_ONCE) {
    const chunk = ids.slice(start, start + LINES_AT_ONCE);
    lines.push(...(await cashLinesById(database, keys(), chunk)));
  }
  return lines;
}

/** Refusals leave a line on the desk: what was sure when it was matched may not be so any more. */
async function bookLine(
  { database, facts }: BookingDeps,
  line: StoredCashLine,
  { match }: Matched,
): Promise<void> {
  if (line.kind === "fee") {
    const reason = "Kept by the agency that passed the payments on";
    await database.transaction((tx) => setAsideIn(tx, { ...ITSELF, lineId: line.id, reason }));
    return;
  }
  if (match.kind === "desk") {
    await bookPayout(database, line);
    return;
  }
  const { parts, score, reasons, returns } = match.proposal;
  const act = { ...ITSELF, lineId: line.id, evidence: { score, reasons } };
  await database.transaction((tx) =>
    returns === undefined
      ? putToAccountsIn(facts, tx, { ...act, parts })
      : returnPaymentsIn(facts, tx, { ...act, paymentIds: [returns.paymentId] }),
  );
}

/** What a gateway passed on is tied to its payments where the line names it and only one run of their days fits. */
async function bookPayout(database: Database, line: StoredCashLine): Promise<void> {
  const { texts } = detailsOf(line);
  const since = takenSince([line.bookingDate]);
  if (since === undefined || !namesAnyGateway({ texts })) return;
  const payout = surePayout({ ...line, texts }, await takingsNotPaidOut(database, since));
  if (payout === undefined) return;
  const { gateway, name, from, until } = payout;
  const reasons = [`It names ${name}, and is what its payments of these days come to less a fee.`];
  const act = { ...ITSELF, lineId: line.id, revision: line.revision };
  await database.transaction((tx) => bookPayoutIn(tx, { ...act, gateway, from, until, reasons }));
}

/**
 * Puts the lists of agencies that wait for their deposits in the place of these, where one line and no other is of the total of
 * one list and of no other, and names it.
 */
async function splitDeposits({ database, keys }: BookingDeps): Promise<void> {
  const waiting = await waitingRemittances(database);
  for (const remittance of waiting) {
    const { id, number, total, currency } = remittance;
    const isAlone = waiting.every((other) => other === remittance || other.total !== total);
    const [lineId, another] = await depositLines(database, { amount: total, currency });
    if (!isAlone || lineId === undefined || another !== undefined) continue;
    const [line] = await cashLinesById(database, keys(), [lineId]);
    if (line === undefined || !names(line, remittance)) continue;
    const evidence = { reasons: [`It names the list ${number}, and is of its total.`] };
    const act = { ...ITSELF, lineId, revision: line.revision, remittanceId: id, evidence };
    await database.transaction((tx) => splitDepositIn(tx, act));
  }
}

function names(line: StoredCashLine, { number }: WaitingRemittance): boolean {
  const squashed = (text: string) => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, "");
  const asked = squashed(number);
  return asked.length >= 4 && detailsOf(line).texts.some((text) => squashed(text).includes(asked));
}
