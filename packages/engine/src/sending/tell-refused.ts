import { reasonsOf } from "@fairflow/compliance";
import type { Transaction } from "@fairflow/db";
import type { Count } from "../batch-changes.ts";
import { tell, type FactDeps, type Told } from "../facts/telling.ts";
import type { Judgement } from "../gate.ts";
import { firstShardOf } from "../lane.ts";
import { saveCounts } from "../save-counts.ts";
import type { ClaimVerdict } from "./claim-verdict.ts";
import type { ServedVisit } from "./planned-attempts.ts";

/** Visits that get no message now: released, counted, and their runs told which rules said so. */
export async function tellRefused(
  deps: FactDeps,
  tx: Transaction,
  verdicts: readonly ClaimVerdict[],
  of: { readonly lane: number; readonly now: Date },
): Promise<void> {
  const refused = verdicts.flatMap((verdict) =>
    verdict.visits.flatMap((visit) => {
      const judgement = refusalOf(verdict, visit);
      if (judgement === null) return [];
      const { debtor_id: debtorId, was_accepted: wasAccepted } = verdict.attempt;
      return [{ visit, debtorId, judgement, wasAccepted }];
    }),
  );
  if (refused.length === 0) return;
  await releaseVisits(
    tx,
    refused.map(({ visit }) => visit),
  );
  const counts = refused.flatMap(({ visit, judgement }) => countsOf(visit, judgement));
  await saveCounts(tx.sql, [{ counts }], {
    countingShard: firstShardOf(of.lane),
    nowMs: of.now.getTime(),
  });
  const events = refused.map(({ visit, debtorId, judgement, wasAccepted }) =>
    wasAccepted ? notDelivered(visit, debtorId) : refusalEvent(visit, debtorId, judgement),
  );
  await tell(deps, tx, { events, now: of.now });
}

function refusalOf(verdict: ClaimVerdict, visit: ServedVisit): Judgement | "no-address" | null {
  const own = visit.account_id === null ? undefined : verdict.leftOut.get(visit.account_id);
  if (own !== undefined) return own;
  if (verdict.judgement.verdict.kind !== "allowed") return verdict.judgement;
  return verdict.address === null ? "no-address" : null;
}

export async function releaseVisits(
  { sql }: Transaction,
  visits: readonly ServedVisit[],
): Promise<void> {
  await sql`
    update attempt_run set is_released = true
    from unnest(
      ${visits.map(({ shard }) => shard)}::smallint[], ${visits.map(({ attempt_id: id }) => id)}::uuid[],
      ${visits.map(({ run_id: id }) => id)}::uuid[]
    ) as freed (shard, attempt_id, run_id)
    where attempt_run.shard = freed.shard and attempt_run.attempt_id = freed.attempt_id
      and attempt_run.run_id = freed.run_id`;
}

function countsOf(visit: ServedVisit, judgement: Judgement | "no-address"): readonly Count[] {
  const at = { versionId: visit.version_id, nodeId: visit.node_id };
  if (judgement === "no-address") return [{ ...at, metric: "failed", exit: "no-address" }];
  const { verdict } = judgement;
  if (verdict.kind === "allowed") return [];
  return reasonsOf(verdict).map((rule) => ({ ...at, metric: verdict.kind, exit: rule }));
}

/** Its runs have left by "sent" and wait for no answer; what waits for a delivery hears that there is none. */
function notDelivered(
  { run_id: runId, account_id: accountId }: ServedVisit,
  debtorId: string,
): Told {
  return { debtorId, runId, accountId: accountId ?? undefined, kind: "message.not-delivered" };
}

function refusalEvent(
  visit: ServedVisit,
  debtorId: string,
  judgement: Judgement | "no-address",
): Told {
  const at = { node: visit.node_id, visit: visit.visit };
  const about = { debtorId, runId: visit.run_id, accountId: visit.account_id ?? undefined };
  if (judgement === "no-address") return { ...about, kind: "attempt.failed", payload: at };
  const { verdict } = judgement;
  const rules = verdict.kind === "allowed" ? [] : reasonsOf(verdict);
  if (verdict.kind === "deferred") {
    const untilMs = verdict.until.getTime();
    return { ...about, kind: "attempt.deferred", payload: { ...at, rules, untilMs } };
  }
  return { ...about, kind: "attempt.forbidden", payload: { ...at, rules } };
}
