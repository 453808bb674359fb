import { allowedUntil, reasonsOf } from "@fairflow/compliance";
import { lockDebtors, readClock, type Transaction } from "@fairflow/db";
import type { MessageChannel } from "@fairflow/interpreter";
import type { Count } from "../batch-changes.ts";
import { withEarlierVerdict } from "../earlier-verdict.ts";
import { tell, type FactDeps, type Told } from "../facts/telling.ts";
import type { Judgement } from "../gate.ts";
import { firstShardOf } from "../lane.ts";
import { areLettersCollected, COLLECTOR } from "../letters/letters-collected.ts";
import { isMoved } from "../moved-clock.ts";
import { loadContacts } from "../load-contacts.ts";
import { loadDebtors } from "../load-debtors.ts";
import { loadPortfolios } from "../load-portfolios.ts";
import { verdictColumns } from "../save-attempts.ts";
import { packsOf } from "../world.ts";
import { saveCounts } from "../save-counts.ts";
import { textArray } from "../sql-columns.ts";
import { holdRunaways, type LeavingMessage } from "../trouble/hold-runaways.ts";
import { epochsOf } from "./epochs.ts";
import { judgeAfresh, type FreshVerdict } from "./judge-afresh.ts";
import {
  attemptsToSend,
  readPlanned,
  servedVisits,
  type PlannedAttempt,
  type ServedVisit,
} from "./planned-attempts.ts";
import type { ChannelRoute } from "./port-source.ts";
import { mayClaim } from "./sending-switch.ts";

export const CLAIM_AT_ONCE = 100;

/** An attempt that is on its way out: claimed under its debtor's lock with a fresh verdict (I5). */
export interface ClaimedAttempt {
  readonly attempt: PlannedAttempt;
  readonly channel: MessageChannel;
  readonly accountIds: readonly string[];
  readonly addressId: string;
  readonly visits: readonly ServedVisit[];
  /** I7: a fact that commits after the claim makes another. */
  readonly epoch: number;
  readonly now: Date;
  /** The end of the hours that allow it; undefined where no hours are set. */
  readonly leaveBefore: Date | undefined;
}

export interface Claim {
  readonly claimed: readonly ClaimedAttempt[];
  /** How many were looked at; a full number says that there may be more. */
  readonly seen: number;
}

/**
 * Claims planned attempts of a lane in one transaction: their debtors are locked in id order, the facts are read under
 * the locks, and the gate is asked again. What it defers is taken back with its slot, what it forbids is refused, and
 * the runs are told.
 */
export function claimAttempts(
  deps: FactDeps,
  of: {
    readonly lane: number;
    readonly channel: MessageChannel;
    /** Whom the claimed ones go through, and of which portfolios. */
    readonly route: ChannelRoute;
    readonly claimedBy: string;
    /** At most `CLAIM_AT_ONCE`. */
    readonly limit?: number;
  },
): Promise<Claim> {
  return deps.database.transaction(async (tx) => {
    if (!(await mayClaim(tx)) || (await isForABatch(tx, of))) return { claimed: [], seen: 0 };
    const before = await readClock(tx);
    // Whoever is reached at a moved clock's hours is reached at hours that are not theirs.
    if (of.route.port.isLive && isMoved(before)) return { claimed: [], seen: 0 };
    const limit = Math.min(of.limit ?? CLAIM_AT_ONCE, CLAIM_AT_ONCE);
    const found = await attemptsToSend(tx.sql, {
      ...of,
      portfolios: of.route.portfolios,
      nowMs: before.now.getTime(),
      limit,
    });
    if (found.length === 0) return { claimed: [], seen: 0 };
    const debtorIds = found.map(({ debtor_id }) => debtor_id);
    const people = [...new Set(debtorIds)];
    await lockDebtors(tx, people);
    // Read again under the locks: who waited for them is judged as of now, and claims of a debtor are in the order of their times.
    const { now, realNow } = await readClock(tx);
    const nowMs = now.getTime();
    const ids = found.map(({ id }) => id);
    const attempts = await readPlanned(tx.sql, debtorIds, ids);
    const [debtors, contacts, visits, portfolios, law] = await Promise.all([
      loadDebtors(tx.sql, people),
      loadContacts(tx.sql, people, nowMs),
      servedVisits(tx.sql, attempts),
      loadPortfolios(tx.sql),
      deps.law.newest(tx.sql),
    ]);
    const terms = { law, portfolios };
    const judged = attempts.flatMap((attempt) => {
      const debtor = debtors.get(attempt.debtor_id);
      const known = contacts.get(attempt.debtor_id);
      if (debtor === undefined || known === undefined) return [];
      const verdict = judgeAfresh(terms, {
        attempt,
        debtor,
        contacts: known,
        channel: of.channel,
        nowMs,
      });
      return [{ ...verdict, epoch: debtor.epoch, visits: visits.get(attempt.id) ?? [] }];
    });
    const runaways = await holdRunaways(tx, { ...of, now, messages: leaving(judged) });
    const verdicts = judged.filter(({ attempt }) => !runaways.has(attempt.id));
    const { claimedBy } = of;
    await saveVerdicts(tx, verdicts, { claimedBy, provider: of.route.port.name, now, realNow });
    await tellRefused(deps, tx, verdicts, { ...of, now });
    const epochs = await epochsOf(tx, debtorIds);
    return {
      seen: found.length,
      claimed: verdicts.flatMap((verdict) => {
        if (statusAfter(verdict) !== "dispatching" || verdict.address === null) return [];
        const { attempt, accounts, leftOut, address } = verdict;
        // Telling the runs of accounts that are left out has moved the epoch on, under this same lock.
        const epoch = epochs.get(attempt.debtor_id) ?? verdict.epoch;
        return [
          {
            attempt,
            channel: of.channel,
            accountIds: accounts.map(({ id }) => id),
            addressId: address.id,
            visits: verdict.visits.filter(({ account_id: id }) => id === null || !leftOut.has(id)),
            epoch,
            now,
            leaveBefore: allowedUntil(packsOf(terms, accounts), verdict.judgement.contactCase, now),
          },
        ];
      }),
    };
  });
}

/** Letters that are collected are claimed for a batch and for nothing else; those that are not, never for one. */
async function isForABatch(
  { sql }: Transaction,
  { channel, route }: { readonly channel: MessageChannel; readonly route: ChannelRoute },
): Promise<boolean> {
  if (channel !== "letter") return false;
  return (await areLettersCollected(sql)) !== (route.port.name === COLLECTOR);
}

interface Verdict extends FreshVerdict {
  readonly epoch: number;
  readonly visits: readonly ServedVisit[];
}

/** Where nobody can be reached the attempt has failed, whatever the law says. */
function statusAfter({ attempt, judgement, address, visits }: Verdict): string {
  const { kind } = judgement.verdict;
  if (kind !== "allowed") return kind;
  if (visits.length === 0 && !attempt.says_itself) return "withdrawn";
  return address === null ? "failed" : "dispatching";
}

/** Those that their verdicts let leave. */
function leaving(judged: readonly Verdict[]): readonly LeavingMessage[] {
  return judged
    .filter((verdict) => statusAfter(verdict) === "dispatching")
    .map(({ attempt, visits, leftOut }) => ({
      id: attempt.id,
      shard: attempt.shard,
      debtorId: attempt.debtor_id,
      isAgain: attempt.tries > 0 || attempt.was_accepted,
      visits: visits.filter(({ account_id: id }) => id === null || !leftOut.has(id)),
    }));
}

async function saveVerdicts(
  { sql }: Transaction,
  verdicts: readonly Verdict[],
  at: {
    readonly claimedBy: string;
    readonly provider: string;
    readonly now: Date;
    readonly realNow: Date;
  },
): Promise<void> {
  if (verdicts.length === 0) return;
  const columns = verdicts.map(({ judgement }) => verdictColumns(judgement));
  await sql`
    update attempt set
      status = fresh.status,
      claimed_at = case when fresh.status = 'dispatching' then ${at.realNow}::timestamptz end,
      claimed_by = case when fresh.status = 'dispatching' then ${at.claimedBy} end,
      provider = case when fresh.status = 'dispatching' then ${at.provider} else attempt.provider end,
      settled_at = case when fresh.status <> 'dispatching' then ${at.now}::timestamptz end,
      error_code = case when fresh.status = 'failed' then 'no-address' end,
      account_ids = fresh.account_ids::uuid[], address_id = fresh.address_id, party_id = fresh.party_id,
      debtor_epoch = fresh.epoch,
      balance_as_of = case when fresh.status = 'dispatching' then (
        select data_as_of from portfolio where portfolio.id = attempt.portfolio_id) end,
      earlier_verdicts = ${withEarlierVerdict(sql)},
      verdict = fresh.verdict, verdict_until = fresh.until, verdict_reason = fresh.reason,
      verdict_rules = fresh.rules::text[], verdict_warnings = fresh.warnings::text[],
      verdict_without_fee = fresh.without_fee::text[], verdict_packs = fresh.packs::text[],
      verdict_inputs = fresh.inputs, verdict_zones = fresh.zones::text[], verdict_law = fresh.law, verdict_at = ${at.now}::timestamptz
    from unnest(
      ${verdicts.map(({ attempt }) => attempt.shard)}::smallint[],
      ${verdicts.map(({ attempt }) => attempt.id)}::uuid[], ${verdicts.map(statusAfter)}::text[],
      ${verdicts.map(({ accounts }) => textArray(accounts.map(({ id }) => id)))}::text[],
      ${verdicts.map(({ address }) => address?.id ?? null)}::uuid[],
      ${verdicts.map(({ address }) => address?.partyId ?? null)}::uuid[],
      ${verdicts.map(({ epoch }) => epoch)}::bigint[], ${columns.map(({ kind }) => kind)}::text[],
      ${columns.map(({ until }) => until)}::timestamptz[], ${columns.map(({ reason }) => reason)}::text[],
      ${columns.map(({ rules }) => rules)}::text[], ${columns.map(({ warnings }) => warnings)}::text[],
      ${columns.map(({ withoutFee }) => withoutFee)}::text[], ${columns.map(({ packs }) => packs)}::text[],
      ${columns.map(({ inputs }) => inputs)}::jsonb[], ${columns.map(({ zones }) => zones)}::text[],
      ${columns.map(({ law }) => law)}::int[]
    ) as fresh (shard, id, status, account_ids, address_id, party_id, epoch, verdict, until, reason, rules, warnings,
      without_fee, packs, inputs, zones, law)
    where attempt.shard = fresh.shard and attempt.id = fresh.id and attempt.status = 'planned'`;
}

/** Visits that get no message now: released, counted, and their runs told which rules said so. */
async function tellRefused(
  deps: FactDeps,
  tx: Transaction,
  verdicts: readonly Verdict[],
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

function refusalOf(verdict: Verdict, visit: ServedVisit): Judgement | "no-address" | null {
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
