import { lockDebtors, shardOf, type Transaction } from "@fairflow/db";
import { wakeAtMs, type Run } from "@fairflow/interpreter";
import { noChanges } from "../batch-changes.ts";
import { loadDebtors } from "../load-debtors.ts";
import type { AccountFacts, DebtorFacts } from "../debtor-facts.ts";
import { firstShardOf, laneOfDebtor } from "../lane.ts";
import { LOCK } from "../locks.ts";
import { runHoldsOn } from "../run-holds.ts";
import { saveAttempts } from "../save-attempts.ts";
import { saveCounts } from "../save-counts.ts";
import { saveRuns } from "../save-runs.ts";
import { closeWork } from "../save-tasks.ts";
import { runOf, stateText } from "../stored-state.ts";
import { tell, type FactDeps, type Told } from "./telling.ts";

/** How a run ends that could not go on. */
const ENDED_REASON = "poisoned";

export interface PoisonedRun {
  readonly debtorId: string;
  readonly accountId: string | null;
  /** Null where it had not come to any node. */
  readonly runId: string | null;
  /** Whether it is tried again; otherwise it ends. */
  readonly resumes: boolean;
}

interface ParkedRow {
  readonly id: string;
  readonly account_id: string | null;
  readonly version_id: string;
  readonly node_id: string | null;
  readonly seq: number;
  readonly state: unknown;
}

/**
 * Ends a run that could not go on, or lets it try again where it stood, with what it has missed. It is written under the
 * lane's lock, as a tick would (I4), and counted, so that entered = left + present (I8).
 */
export async function settlePoisonedIn(
  deps: FactDeps,
  tx: Transaction,
  { debtorId, accountId, runId, resumes }: PoisonedRun,
  now: Date,
): Promise<"settled" | "cannot-resume"> {
  // Before the debtor's: the lane's lock comes first everywhere.
  await tx.sql`select pg_advisory_xact_lock(${LOCK.lane}, ${laneOfDebtor(debtorId)})`;
  await lockDebtors(tx, [debtorId]);
  const shard = shardOf(debtorId);
  const parked = await tx.sql<ParkedRow[]>`
    select id, account_id, version_id, node_id, seq, state from run
    where shard = ${shard} and debtor_id = ${debtorId} and status = 'parked'
      and case when ${runId}::uuid is null
        then node_id is null and account_id is not distinct from ${accountId}::uuid else id = ${runId}::uuid end`;
  for (const row of parked) {
    if (!resumes) {
      await endRun(tx, { row, shard, debtorId, now });
      continue;
    }
    const run = readable(row);
    if (run === undefined || !mayGoOn(run)) return "cannot-resume";
    await resumeRun(deps, tx, { row, run, shard, debtorId, now });
  }
  return "settled";
}

interface Of {
  readonly row: ParkedRow;
  readonly shard: number;
  readonly debtorId: string;
  readonly now: Date;
}

async function endRun({ sql }: Transaction, { row, shard, debtorId, now }: Of): Promise<void> {
  const nowMs = now.getTime();
  const run = readable(row);
  const nodeId = run?.node ?? null;
  const visit = run?.visit ?? 0;
  const ended = { reason: ENDED_REASON, success: false, atMs: nowMs };
  const steps = nodeId === null ? [] : [{ node: nodeId, visit, entered: false, left: LEFT }];
  const change = noChanges({ debtorId, shard, epoch: 0 });
  change.endedRuns.push({ shard, runId: row.id });
  if (nodeId !== null) {
    change.withdrawals.push({ shard, runId: row.id, nodeId, visit });
    change.counts.push({ versionId: row.version_id, nodeId, metric: "left", exit: LEFT });
  }
  await Promise.all([
    saveRuns(
      sql,
      [
        {
          shard,
          id: row.id,
          versionId: row.version_id,
          seq: row.seq,
          nodeId: row.node_id,
          status: "ended",
          wakeAtMs: null,
          // What cannot be read is not overwritten.
          state:
            run === undefined
              ? JSON.stringify(row.state)
              : stateText({ ...run, status: "ended", waiting: null, ended }),
          ended,
          steps,
          eventId: null,
          inputs: JSON.stringify({ decided: "ended" }),
        },
      ],
      nowMs,
    ),
    ...saveAttempts(sql, [change], nowMs),
    closeWork(sql, [change], nowMs),
    saveCounts(sql, [change], { countingShard: firstShardOf(laneOfDebtor(debtorId)), nowMs }),
  ]);
}

const LEFT = `ended:${ENDED_REASON}`;

async function resumeRun(
  deps: FactDeps,
  tx: Transaction,
  { row, run, shard, debtorId, now }: Of & { readonly run: Run },
): Promise<void> {
  const nowMs = now.getTime();
  const active: Run = { ...run, status: run.holds.length === 0 ? "active" : "held" };
  await saveRuns(
    tx.sql,
    [
      {
        shard,
        id: row.id,
        versionId: row.version_id,
        seq: row.seq,
        nodeId: row.node_id,
        status: active.status,
        wakeAtMs: active.node === null ? nowMs : wakeAtMs(active),
        state: stateText(active),
        ended: null,
        steps: [],
        eventId: null,
        inputs: JSON.stringify({ decided: "resumed" }),
      },
    ],
    nowMs,
  );
  const debtor = (await loadDebtors(tx.sql, [debtorId])).get(debtorId);
  if (debtor === undefined) return;
  await tell(deps, tx, { events: missed(debtor, { row, run }), now });
}

/** What is in force now and the run was not told of while it stood still. */
function missed(debtor: DebtorFacts, { row, run }: { row: ParkedRow; run: Run }): readonly Told[] {
  const accounts = [...debtor.accounts.values()].filter(
    ({ id }) => row.account_id === null || id === row.account_id,
  );
  const about = { debtorId: debtor.id, runId: row.id };
  const settled = accounts.every(({ status }) => status !== "open") ? accounts[0] : undefined;
  const holds = new Set(accounts.flatMap(({ id }) => runHoldsOn(debtor.holds, id)));
  const isDisputed = debtor.holds.some(
    ({ state, accountId }) =>
      state === "dispute_open" && (accountId === null || accountId === row.account_id),
  );
  return [
    ...(settled === undefined ? [] : [{ ...about, kind: settledKind(settled) }]),
    ...[...holds]
      .filter((state) => !run.holds.includes(state))
      .map((state) => ({ ...about, kind: "hold.placed" as const, payload: { state } })),
    ...run.holds
      .filter((state) => !holds.has(state))
      .map((state) => ({ ...about, kind: "hold.lifted" as const, payload: { state } })),
    ...(isDisputed ? [{ ...about, kind: "dispute.opened" as const }] : []),
  ];
}

function settledKind({ status }: AccountFacts): Told["kind"] {
  switch (status) {
    case "paid":
      return "payment.full";
    case "cured":
      return "payment.cured";
    default:
      return "account.closed";
  }
}

/** A run that was stopped for going in circles waits for nothing: tried again it would do nothing at all. */
function mayGoOn({ node, waiting, interrupted }: Run): boolean {
  return node === null || waiting !== null || interrupted !== null;
}

function readable({ node_id: nodeId, state }: ParkedRow): Run | undefined {
  try {
    return runOf({ status: "parked", nodeId, state });
  } catch {
    return undefined;
  }
}
