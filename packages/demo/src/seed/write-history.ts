import { keepPastCloses, type Keyring, type Transaction } from "@fairflow/db";
import { tokenHash } from "@fairflow/engine";
import { wakeAtMs } from "@fairflow/interpreter";
import { CURRENCY } from "../demo-place.ts";
import { countRows } from "../history/counting.ts";
import { iso, SPECIALIST } from "../history/life.ts";
import { GRACE_BUSINESS_DAYS } from "../history/make-promise.ts";
import { toleranceOf } from "../history/promises.ts";
import type { DebtorRows } from "../history/rows.ts";
import type { RunRow } from "../history/run-rows.ts";
import { bytes, insertRows } from "./insert-rows.ts";
import * as table from "./table-columns.ts";
import type { DemoClient } from "./write-client.ts";
import { versionKey, type VersionId, type VersionIds } from "./write-flows.ts";

export interface WrittenHistory {
  readonly histories: readonly DebtorRows[];
  readonly debtorIds: readonly string[];
  readonly versions: VersionIds;
  readonly client: DemoClient;
  /** The revision of the law under which its verdicts were taken. */
  readonly law: number;
}

/** Writes what happened to all debtors, table by table, in the order of their foreign keys. */
export async function writeHistory(
  tx: Transaction,
  keyring: Keyring,
  { histories, debtorIds, versions, client, law }: WrittenHistory,
): Promise<void> {
  const { sql } = tx;
  const all = <Item>(of: (rows: DebtorRows) => readonly Item[]): readonly Item[] =>
    histories.flatMap(of);
  const idsOf = (row: { readonly flow_key: string; readonly version_number: number }) =>
    versionIdOf(versions, row);
  await insertRows(
    sql,
    table.PAYMENT_LINK,
    all(({ links }) => links).map((link) => ({
      ...link,
      token_hash: bytes(tokenHash(keyring.linkToken(link.id, "pay"))),
      purpose: "pay",
    })),
  );
  await insertRows(
    sql,
    table.PAYMENT,
    all(({ payments }) => payments).map((payment) => ({
      ...payment,
      source: "gateway:sandbox",
      currency: CURRENCY,
      status: "allocated",
    })),
  );
  await writeLedger(tx, histories);
  await insertRows(
    sql,
    table.RUN,
    all(({ runs }) => runs).map((row) => ({ ...row, ...runColumns(row, idsOf(row)) })),
  );
  await insertRows(
    sql,
    table.STEP,
    all(({ steps }) => steps),
  );
  await insertRows(
    sql,
    table.SPLIT_DRAW,
    all(({ draws }) => draws).map((draw) => {
      const { flowId, versionId } = idsOf(draw);
      return { ...draw, flow_id: flowId, version_id: versionId };
    }),
  );
  await insertRows(
    sql,
    table.ATTEMPT,
    all(({ attempts }) => attempts).map((attempt) => ({
      ...attempt,
      client_id: client.clientId,
      portfolio_id: client.portfolioId,
      verdict_law: law,
      template_version: attempt.template_id === null ? null : 1,
      tries: attempt.accepted_at === null ? 0 : 1,
    })),
  );
  await insertRows(
    sql,
    table.ATTEMPT_RUN,
    all(({ attemptRuns }) => attemptRuns).map((row) => ({
      ...row,
      version_id: idsOf(row).versionId,
    })),
  );
  await insertRows(
    sql,
    table.EVENT,
    all(({ events }) => events).map((event) => ({
      ...event,
      text: event.text === null ? null : seal(keyring, { row: event.id, text: event.text }),
      read_at: event.at,
    })),
  );
  await insertRows(
    sql,
    table.DISPUTE,
    all(({ disputes }) => disputes),
  );
  await writePromises(tx, histories);
  await insertRows(
    sql,
    table.HOLD,
    all(({ holds }) => holds),
  );
  await insertRows(
    sql,
    table.TASK,
    all(({ tasks }) => tasks),
  );
  await writeSuppressions(tx, histories);
  await writeEpochs(tx, histories, debtorIds);
  await keepPastCloses(tx, {
    portfolioId: client.portfolioId,
    closes: all(({ closes }) => closes),
  });
}

/** The live numbers as they stand when the history is over. */
export async function writeCounts(
  { sql }: Transaction,
  versions: VersionIds,
  counts: readonly Pick<DebtorRows, "counts">[],
): Promise<void> {
  await insertRows(
    sql,
    table.COUNTER,
    countRows(counts).map((row) => ({ ...row, version_id: versionIdOf(versions, row).versionId })),
  );
}

function versionIdOf(
  versions: VersionIds,
  row: { readonly flow_key: string; readonly version_number: number },
): VersionId {
  const id = versions.get(versionKey(row.flow_key, row.version_number));
  if (id === undefined) throw new RangeError(`${row.flow_key} ${row.version_number} is not there`);
  return id;
}

function runColumns({ run }: RunRow, { flowId, versionId }: VersionId) {
  const wakeMs = wakeAtMs(run);
  return {
    flow_id: flowId,
    version_id: versionId,
    status: run.status,
    wake_at: wakeMs === null ? null : iso(wakeMs),
    state: run,
    ended_at: run.ended === null ? null : iso(run.ended.atMs),
    ended_reason: run.ended?.reason ?? null,
    succeeded: run.ended?.success ?? null,
  };
}

function seal(keyring: Keyring, of: { readonly row: string; readonly text: string }): string {
  return bytes(keyring.encrypt({ table: "event", column: "text", row: of.row }, of.text));
}

/** What `recordLedgerEntries` would have kept, had it been told of each movement in its time. */
async function writeLedger({ sql }: Transaction, histories: readonly DebtorRows[]): Promise<void> {
  await insertRows(
    sql,
    table.LEDGER_ENTRY,
    histories.flatMap(({ bookings }) =>
      bookings.map((booking) => ({
        ...booking,
        value_date: booking.on,
        booking_date: booking.on,
        recorded_by: SPECIALIST,
      })),
    ),
  );
  await insertRows(
    sql,
    table.DUE_ITEM,
    histories.flatMap(({ dueItems }) => dueItems),
  );
  await sql`
    update account a set balance = e.balance, arrears = e.arrears, arrears_on = e.arrears_on,
      oldest_unpaid_on = e.oldest_unpaid_on, next_due_on = e.next_due_on, last_payment_on = e.last_payment_on,
      status = e.status, created_at = e.created_at, stage = e.stage, tags = e.tags, promises_broken = e.promises_broken
    from jsonb_populate_recordset(null::account, ${JSON.stringify(
      histories.flatMap(({ accounts }) => accounts),
    )}::text::jsonb) as e
    where a.id = e.id`;
}

async function writePromises(
  { sql }: Transaction,
  histories: readonly DebtorRows[],
): Promise<void> {
  const promises = histories.flatMap((rows) => rows.promises);
  await insertRows(
    sql,
    table.PROMISE,
    promises.map((promise) => ({
      ...promise,
      kind: "promise",
      made_via: "call",
      currency: CURRENCY,
      tolerance: toleranceOf(promise),
      grace_business_days: GRACE_BUSINESS_DAYS,
    })),
  );
  const parts = promises.map((promise) => ({ ...promise, promise_id: promise.id, number: 1 }));
  await insertRows(sql, table.PROMISE_ACCOUNT, parts);
  await insertRows(sql, table.PROMISE_INSTALMENT, parts);
}

/** An opt-out bars the address, whoever has it. */
async function writeSuppressions(
  { sql }: Transaction,
  histories: readonly DebtorRows[],
): Promise<void> {
  const rows = histories.flatMap(({ suppressions }) => suppressions);
  await sql`
    insert into suppression (id, address_hmac, channel, reason, source, evidence, since)
    select i.id, a.hmac, i.channel, 'opted_out', 'debtor', i.evidence, i.since
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as i (id uuid, address_id uuid, channel text, evidence text, since timestamptz)
    join address a on a.id = i.address_id
    on conflict (address_hmac, channel) where ended_at is null do nothing`;
}

async function writeEpochs(
  { sql }: Transaction,
  histories: readonly DebtorRows[],
  debtorIds: readonly string[],
): Promise<void> {
  await sql`
    update debtor set epoch = told.epoch
    from unnest(${debtorIds}::uuid[], ${histories.map(({ epoch }) => epoch)}::bigint[]) as told (id, epoch)
    where debtor.id = told.id and told.epoch > 0`;
}
