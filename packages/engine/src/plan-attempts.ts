import { reasonsOf, type CaseAttempt, type Verdict } from "@fairflow/compliance";
import type { AttemptEffect, Judge, LeaveEffect, Permission } from "@fairflow/interpreter";
import type { AttemptGrowth, DebtorChanges, NewAttempt } from "./batch-changes.ts";
import type { StoredRun } from "./claim-runs.ts";
import { plannedCase, type CaseProposal, type Proposal } from "./contact-case.ts";
import type { AccountFacts, ContactFacts } from "./debtor-facts.ts";
import type { DebtorBatch, Deciding } from "./deciding.ts";
import { accountsOf } from "./account-of-run.ts";
import { addressesFor } from "./addresses.ts";
import { judge, localDay, type Judgement } from "./gate.ts";
import type { LoadedVersion } from "./loaded-version.ts";
import { givesWay, makeWay } from "./notices/make-way.ts";
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

interface JudgedLeave {
  readonly effect: LeaveEffect;
  readonly proposal: CaseProposal;
  readonly judgement: Judgement;
}

/** An attempt that is planned for the debtor's day, and what of it this batch may still change. */
interface Planned {
  readonly id: string;
  readonly key: string;
  accountIds: readonly string[];
  /** As it is counted; absent while the database counts it. */
  counted: CaseAttempt | null;
  readonly created: NewAttempt | null;
}

export function visitKey(runId: string, nodeId: string, visit: number): string {
  return `${runId} ${nodeId} ${visit}`;
}

/**
 * Plans one debtor's attempts in a batch: each is judged with those before it counted, and one that is for the same
 * client, purpose, channel and local day as a planned one joins it, with one verdict that covers every account.
 */
export function planAttempts(
  deciding: Deciding,
  { facts, contacts, visitsUnderWay }: DebtorBatch,
): Planning {
  if (contacts === null) return blindPlanning();
  const { terms, nowMs } = deciding;
  const today = localDay(terms, facts.zone, nowMs);
  const planned = new Map<string, Planned>();
  /** Those that join no other. */
  const loose: Planned[] = [];
  const gaveWay = new Set<string>();
  for (const attempt of contacts.attempts) {
    if (attempt.status !== "planned" || !attempt.merges || attempt.plannedFor !== today) continue;
    const key = mergeKey(attempt);
    const { id, accountIds } = attempt;
    planned.set(key, { id, key, accountIds, counted: null, created: null });
  }
  const counted = (except: Planned | null, without: ReadonlySet<string> = NOBODY) =>
    [...loose, ...planned.values()].flatMap((each) =>
      each === except || each.counted === null || without.has(each.id) ? [] : [each.counted],
    );
  const contactsWithout = (without: ReadonlySet<string>): ContactFacts =>
    gaveWay.size + without.size === 0
      ? contacts
      : {
          ...contacts,
          attempts: contacts.attempts.filter(({ id }) => !gaveWay.has(id) && !without.has(id)),
        };
  const yielding = () => [
    ...contactsWithout(NOBODY).attempts.filter(givesWay),
    ...[...loose, ...planned.values()].flatMap(({ created }) =>
      created !== null && givesWay(createdFacts(created)) ? [created] : [],
    ),
  ];

  /** A notice that the law requires reserves its slot: what can wait gives way. */
  const judgeNotice = (proposal: Proposal) => {
    const without = (giving: ReadonlySet<string>): Proposal => ({
      ...proposal,
      contacts: contactsWithout(giving),
      alsoPlanned: counted(null, giving),
    });
    const first = judge(terms, proposal, nowMs);
    const giving =
      first.verdict.kind === "allowed"
        ? NOBODY
        : makeWay(
            yielding(),
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
      contacts: contactsWithout(NOBODY),
      accounts: own,
      portfolio,
      channel: request.channel,
      purpose: request.purpose,
      step: request.step,
      address,
      except: null,
      alsoPlanned: counted(null),
    };
    if (request.notice !== undefined) {
      return { ...judgeNotice(alone), joins: null, merges: false };
    }
    const giving = NOBODY;
    if (request.step !== undefined) {
      const judgement = judge(terms, alone, nowMs);
      return { proposal: alone, judgement, joins: null, merges: false, giving };
    }
    const key = mergeKey({ clientId: portfolio.clientId, ...request });
    const target = planned.get(key) ?? null;
    if (target === null) {
      const judgement = judge(terms, alone, nowMs);
      return { proposal: alone, judgement, joins: null, merges: true, giving };
    }
    const together: Proposal = {
      ...alone,
      accounts: accountsNamed(facts.accounts, [...target.accountIds, ...own.map(({ id }) => id)]),
      except: target.id,
      alsoPlanned: counted(target),
    };
    const judgement = judge(terms, together, nowMs);
    if (judgement.verdict.kind === "allowed") {
      return { proposal: together, judgement, joins: target, merges: true, giving };
    }
    // What the others may not say must not keep this account from being judged on its own.
    const apart = judge(terms, alone, nowMs);
    return { proposal: alone, judgement: apart, joins: null, merges: false, giving };
  };

  const judgeLeave = (stored: StoredRun, effect: LeaveEffect): JudgedLeave => {
    const accounts = accountsOf(facts, stored);
    const [account] = accounts;
    if (account === undefined) throw new RangeError(`Run ${stored.id} speaks of no account`);
    const proposal: CaseProposal = {
      debtor: facts,
      contacts: contactsWithout(NOBODY),
      accounts,
      portfolio: portfolioOf(terms, account.portfolioId),
      channel: null,
      purpose: "collection",
      step: effect.step,
      address: null,
      except: null,
      alsoPlanned: counted(null),
    };
    return { effect, proposal, judgement: judge(terms, proposal, nowMs) };
  };

  const judgeFor = (stored: StoredRun, version: LoadedVersion): RunJudge => {
    const judged: Judged[] = [];
    const leaves: JudgedLeave[] = [];
    return {
      ask: (effect) => {
        // No node of the catalogue takes a legal step; what nobody judges is forbidden.
        if (effect.kind === "ask-leave") {
          const leave = judgeLeave(stored, effect);
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
        for (const one of leaves) settleLeave({ stored, version, changes }, one);
      },
    };
  };

  const settle = (
    { stored, version, changes }: Settling,
    { effect, proposal, judgement, joins, merges, giving }: Judged,
  ) => {
    const { kind } = judgement.verdict;
    count(changes, { stored, effect, judgement });
    for (const id of giving) yieldSlot(changes, id);
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
    if (merges) planned.set(key, made);
    else loose.push(made);
  };

  const yieldSlot = (changes: DebtorChanges, id: string) => {
    const own = [...loose, ...planned.values()].find((each) => each.id === id);
    const isNew = own !== undefined && own.created !== null;
    gaveWay.add(id);
    changes.givenWay.push({ shard: facts.shard, attemptId: id, isNew });
    if (own === undefined) return;
    if (planned.get(own.key) === own) planned.delete(own.key);
    if (loose.includes(own)) loose.splice(loose.indexOf(own), 1);
  };

  const settleLeave = (
    { stored, changes }: Settling,
    { effect, proposal, judgement }: JudgedLeave,
  ) => {
    count(changes, { stored, effect, judgement });
    changes.steps.push({
      id: deciding.newId(),
      shard: stored.shard,
      debtorId: facts.id,
      clientId: proposal.portfolio.clientId,
      accountIds: proposal.accounts.map(({ id }) => id),
      runId: stored.id,
      versionId: stored.versionId,
      nodeId: effect.node,
      visit: effect.visit,
      step: effect.step,
      judgement,
    });
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

const NOBODY: ReadonlySet<string> = new Set();

function createdFacts({ purpose, noticeId }: NewAttempt) {
  return { status: "planned", purpose, isNotice: noticeId !== null, isReserved: false };
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

function permissionOf(verdict: Verdict): Permission {
  switch (verdict.kind) {
    case "allowed":
      return { kind: "allowed" };
    case "deferred":
      return { kind: "deferred", untilMs: verdict.until.getTime(), rules: verdict.rules };
    case "forbidden":
      return { kind: "forbidden", rules: reasonsOf(verdict) };
  }
}

function count(
  changes: DebtorChanges,
  of: { stored: StoredRun; effect: AttemptEffect | LeaveEffect; judgement: Judgement },
): void {
  const { stored, effect, judgement } = of;
  const at = { versionId: stored.versionId, nodeId: effect.node };
  const { verdict } = judgement;
  if (verdict.kind === "allowed") {
    if (effect.kind === "ask-leave") return;
    changes.counts.push({ ...at, metric: "planned", exit: "" });
    return;
  }
  for (const rule of reasonsOf(verdict)) {
    changes.counts.push({ ...at, metric: verdict.kind, exit: rule });
  }
}

function mergeKey(of: {
  readonly clientId: string;
  readonly purpose: string;
  readonly channel: string;
}): string {
  return `${of.clientId} ${of.purpose} ${of.channel}`;
}

function accountsNamed(
  accounts: ReadonlyMap<string, AccountFacts>,
  ids: readonly string[],
): readonly AccountFacts[] {
  return [...new Set(ids)].flatMap((id) => accounts.get(id) ?? []);
}
