import { permissionOf, reasonsOf } from "@fairflow/compliance";
import type { AttemptEffect, Judge } from "@fairflow/interpreter";
import type { AttemptGrowth, DebtorChanges, JudgedStep, NewAttempt } from "./batch-changes.ts";
import type { StoredRun } from "./claim-runs.ts";
import { plannedCase, type Proposal } from "./contact-case.ts";
import type { AccountFacts, ContactFacts } from "./debtor-facts.ts";
import type { DebtorBatch, Deciding } from "./deciding.ts";
import { accountsOf } from "./account-of-run.ts";
import { addressesFor } from "./addresses.ts";
import { judge, localDay, type Judgement } from "./gate.ts";
import type { LoadedVersion } from "./loaded-version.ts";
import { judgeLeave } from "./notices/judge-leave.ts";
import { makeWay } from "./notices/make-way.ts";
import { mergeKey, NOBODY, plannedSlots, type Planned } from "./planned-slots.ts";
import { portfolioOf } from "./world.ts";

/** How long a visit waits before it looks again what became of its earlier attempt: it gets no second one (I6). */
const UNDER_WAY_MS = 15 * 60_000;
const UNDER_WAY: readonly string[] = ["engine.attempt-under-way"];

/** The answer to such an attempt will come; the run stands at its node until then, however long. */
const AWAITS_ANSWER: ReadonlySet<string> = new Set(["dispatching", "in_doubt"]);

export interface RunJudge {
  readonly ask: Judge;
  /** Writes down what was judged, once the run's advance has succeeded. */
  readonly settle: (changes: DebtorChanges) => void;
}

export interface Planning {
  readonly judgeFor: (stored: StoredRun, version: LoadedVersion) => RunJudge;
  /** What the gate is told beside the debtor's own facts; null, and it was asked without them, where they were not read. */
  readonly contacts: (version: LoadedVersion, stored: StoredRun) => ContactFacts | null;
  /** Whether it was asked without the facts to answer: nothing of what was decided may then be used. */
  readonly wasBlind: () => boolean;
}

interface Judged {
  readonly effect: AttemptEffect;
  readonly proposal: Proposal;
  readonly judgement: Judgement;
  /** The planned attempt that it joins. */
  readonly joins: Planned | null;
  readonly merges: boolean;
  /** Planned messages that give their slot to it. */
  readonly giving: ReadonlySet<string>;
}

export function visitKey(runId: string, nodeId: string, visit: number): string {
  return `${runId} ${nodeId} ${visit}`;
}

/**
 * Plans one debtor's attempts in a batch: each is judged with those before it counted, and one that is for the same
 * portfolio, purpose, channel and local day as a planned one joins it, with one verdict that covers every account.
 */
export function planAttempts(
  deciding: Deciding,
  { facts, contacts, visitsUnderWay }: DebtorBatch,
): Planning {
  if (contacts === null) return blindPlanning();
  const { terms, nowMs } = deciding;
  const today = localDay(terms, facts.zone, nowMs);
  const slots = plannedSlots(contacts, today);

  /** A notice that the law requires reserves its slot: what can wait gives way. */
  const judgeNotice = (proposal: Proposal) => {
    const without = (giving: ReadonlySet<string>): Proposal => ({
      ...proposal,
      contacts: slots.contacts(giving),
      alsoPlanned: slots.counted(null, giving),
    });
    const first = judge(terms, proposal, nowMs);
    const giving =
      first.verdict.kind === "allowed"
        ? NOBODY
        : makeWay(
            slots.yielding(),
            (others) => judge(terms, without(others), nowMs).verdict.kind === "allowed",
          );
    if (giving.size === 0) return { proposal, judgement: first, giving };
    return { proposal: without(giving), judgement: judge(terms, without(giving), nowMs), giving };
  };

  const judgeOne = (stored: StoredRun, { request }: AttemptEffect) => {
    const own = accountsOf(facts, stored);
    const [account] = own;
    if (account === undefined) throw new RangeError(`Run ${stored.id} speaks of no account`);
    const portfolio = portfolioOf(terms, account.portfolioId);
    const [address = null] = addressesFor(contacts, request.channel);
    const alone: Proposal = {
      debtor: facts,
      contacts: slots.contacts(),
      accounts: own,
      portfolio,
      channel: request.channel,
      purpose: request.purpose,
      step: request.step,
      address,
      except: null,
      alsoPlanned: slots.counted(null),
    };
    if (request.notice !== undefined) {
      return { ...judgeNotice(alone), joins: null, merges: false };
    }
    const giving = NOBODY;
    if (request.step !== undefined) {
      const judgement = judge(terms, alone, nowMs);
      return { proposal: alone, judgement, joins: null, merges: false, giving };
    }
    const key = mergeKey({ portfolioId: portfolio.id, ...request });
    const target = slots.joinable(key);
    if (target === null) {
      const judgement = judge(terms, alone, nowMs);
      return { proposal: alone, judgement, joins: null, merges: true, giving };
    }
    const together: Proposal = {
      ...alone,
      accounts: accountsNamed(facts.accounts, [...target.accountIds, ...own.map(({ id }) => id)]),
      except: target.id,
      alsoPlanned: slots.counted(target),
    };
    const judgement = judge(terms, together, nowMs);
    if (judgement.verdict.kind === "allowed") {
      return { proposal: together, judgement, joins: target, merges: true, giving };
    }
    // What the others may not say must not keep this account from being judged on its own.
    const apart = judge(terms, alone, nowMs);
    return { proposal: alone, judgement: apart, joins: null, merges: false, giving };
  };

  const judgeFor = (stored: StoredRun, version: LoadedVersion): RunJudge => {
    const judged: Judged[] = [];
    const leaves: JudgedStep[] = [];
    return {
      ask: (effect) => {
        if (effect.kind === "ask-leave") {
          const leave = judgeLeave(
            deciding,
            { debtor: facts, contacts: slots.contacts(), stored },
            effect,
          );
          leaves.push(leave);
          return permissionOf(leave.judgement.verdict);
        }
        const underWay = visitsUnderWay.get(visitKey(stored.id, effect.node, effect.visit));
        if (underWay !== undefined && AWAITS_ANSWER.has(underWay)) return { kind: "allowed" };
        if (underWay !== undefined) {
          return { kind: "deferred", untilMs: nowMs + UNDER_WAY_MS, rules: UNDER_WAY };
        }
        const one = { effect, ...judgeOne(stored, effect) };
        judged.push(one);
        return permissionOf(one.judgement.verdict);
      },
      settle: (changes) => {
        for (const one of judged) settle({ stored, version, changes }, one);
        for (const leave of leaves) countRefusal(changes, leave);
        changes.steps.push(...leaves);
      },
    };
  };

  const settle = (
    { stored, version, changes }: Settling,
    { effect, proposal, judgement, joins, merges, giving }: Judged,
  ) => {
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
      grow(joins, { proposal, judgement, changes });
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
  };

  const grow = (
    target: Planned,
    to: { proposal: Proposal; judgement: Judgement; changes: DebtorChanges },
  ) => {
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
  };

  return { judgeFor, contacts: () => contacts, wasBlind: () => false };
}

/** Finds out whether the gate is asked at all: half of the runs that are due plan nothing. */
function blindPlanning(): Planning {
  let asked = false;
  return {
    judgeFor: (stored, version) => ({
      ask: () => {
        asked = true;
        version.asksFrom.add(stored.nodeId);
        return { kind: "allowed" };
      },
      settle: () => undefined,
    }),
    contacts: (version, stored) => {
      asked = true;
      version.asksFrom.add(stored.nodeId);
      return null;
    },
    wasBlind: () => asked,
  };
}

interface Settling {
  readonly stored: StoredRun;
  readonly version: LoadedVersion;
  readonly changes: DebtorChanges;
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

function countRefusal(
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

function accountsNamed(
  accounts: ReadonlyMap<string, AccountFacts>,
  ids: readonly string[],
): readonly AccountFacts[] {
  return [...new Set(ids)].flatMap((id) => accounts.get(id) ?? []);
}
