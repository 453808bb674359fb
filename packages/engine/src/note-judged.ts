import { reasonsOf } from "@fairflow/compliance";
import type { AttemptEffect } from "@fairflow/interpreter";
import type { AttemptGrowth, DebtorChanges, NewAttempt } from "./batch-changes.ts";
import type { StoredRun } from "./claim-runs.ts";
import { plannedCase, type Proposal } from "./contact-case.ts";
import type { Judgement } from "./gate.ts";
import type { Asking, Judged } from "./judge-attempt.ts";
import type { LoadedVersion } from "./loaded-version.ts";
import { mergeKey, type Planned } from "./planned-slots.ts";

export interface Noting {
  readonly stored: StoredRun;
  readonly version: LoadedVersion;
  readonly changes: DebtorChanges;
  /** The debtor's local day. */
  readonly today: string;
}

/** Writes down what was judged as an attempt with its verdict (I5), or as more of one that is planned. */
export function noteJudged(
  asking: Asking,
  { stored, version, changes, today }: Noting,
  { effect, proposal, judgement, joins, merges, giving }: Judged,
): void {
  const { deciding, facts, slots } = asking;
  const { nowMs } = deciding;
  const { kind } = judgement.verdict;
  count(changes, { stored, effect, judgement });
  for (const attemptId of giving) {
    const isNew = slots.giveWay(attemptId);
    changes.givenWay.push({ shard: facts.shard, attemptId, isNew });
  }
  const visit = {
    shard: stored.shard,
    runId: stored.id,
    versionId: stored.versionId,
    accountId: stored.accountId,
    nodeId: effect.node,
    visit: effect.visit,
    isReleased: kind !== "allowed",
  };
  if (joins !== null) {
    changes.visits.push({ ...visit, attemptId: joins.id });
    grow(asking, joins, { proposal, judgement, changes });
    return;
  }
  const attempt: NewAttempt = {
    id: deciding.newId(),
    shard: stored.shard,
    debtorId: facts.id,
    clientId: proposal.portfolio.clientId,
    portfolioId: proposal.portfolio.id,
    partyId: proposal.address?.partyId ?? null,
    addressId: proposal.address?.id ?? null,
    accountIds: proposal.accounts.map(({ id }) => id),
    channel: effect.request.channel,
    purpose: effect.request.purpose,
    noticeId: effect.request.notice ?? null,
    step: effect.request.step ?? null,
    templateId: effect.request.template,
    templateVersion: version.templateVersions[effect.request.template] ?? null,
    language: facts.language,
    priority: version.flow.settings.priority,
    status: kind === "allowed" ? "planned" : kind,
    plannedFor: today,
    merges,
    atMs: nowMs,
    epoch: facts.epoch,
    judgement,
  };
  changes.attempts.push(attempt);
  changes.visits.push({ ...visit, attemptId: attempt.id });
  if (kind !== "allowed") return;
  const key = mergeKey(attempt);
  const { id, accountIds } = attempt;
  const made = { id, key, accountIds, counted: plannedCase(proposal, nowMs), created: attempt };
  slots.add(made, merges);
}

/** A planned attempt takes in another account; one that this batch made grows where it stands. */
function grow(
  { deciding: { nowMs }, facts }: Asking,
  target: Planned,
  to: { proposal: Proposal; judgement: Judgement; changes: DebtorChanges },
): void {
  const { proposal, judgement, changes } = to;
  target.accountIds = proposal.accounts.map(({ id }) => id);
  if (target.created !== null) {
    target.created.accountIds = target.accountIds;
    target.created.judgement = judgement;
    target.counted = plannedCase(proposal, nowMs);
    return;
  }
  const growth: AttemptGrowth = {
    id: target.id,
    shard: facts.shard,
    accountIds: target.accountIds,
    epoch: facts.epoch,
    judgement,
  };
  const earlier = changes.growths.findIndex(({ id }) => id === target.id);
  if (earlier === -1) changes.growths.push(growth);
  else changes.growths[earlier] = growth;
}

function count(
  changes: DebtorChanges,
  of: { stored: StoredRun; effect: AttemptEffect; judgement: Judgement },
): void {
  const { stored, effect, judgement } = of;
  const at = { versionId: stored.versionId, nodeId: effect.node };
  if (judgement.verdict.kind === "allowed") {
    changes.counts.push({ ...at, metric: "planned", exit: "" });
    return;
  }
  countRefusal(changes, { ...at, judgement });
}

export function countRefusal(
  changes: DebtorChanges,
  of: { readonly versionId: string; readonly nodeId: string; readonly judgement: Judgement },
): void {
  const { versionId, nodeId, judgement } = of;
  const { verdict } = judgement;
  if (verdict.kind === "allowed") return;
  for (const rule of reasonsOf(verdict)) {
    changes.counts.push({ versionId, nodeId, metric: verdict.kind, exit: rule });
  }
}
