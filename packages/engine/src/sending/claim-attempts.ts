import { allowedUntil } from "@fairflow/compliance";
import { lockDebtors, readClock, type Transaction } from "@fairflow/db";
import type { MessageChannel } from "@fairflow/interpreter";
import { withEarlierVerdict } from "../earlier-verdict.ts";
import type { FactDeps } from "../facts/telling.ts";
import { areLettersCollected, COLLECTOR } from "../letters/letters-collected.ts";
import { isMoved } from "../moved-clock.ts";
import { loadContacts } from "../load-contacts.ts";
import { loadDebtors } from "../load-debtors.ts";
import { loadPortfolios } from "../load-portfolios.ts";
import { verdictColumns } from "../save-attempts.ts";
import { packsOf } from "../world.ts";
import { textArray } from "../sql-columns.ts";
import { holdRunaways, type LeavingMessage } from "../trouble/hold-runaways.ts";
import { statusAfter, type ClaimVerdict } from "./claim-verdict.ts";
import { epochsOf } from "./epochs.ts";
import { judgeAfresh } from "./judge-afresh.ts";
import {
  attemptsToSend,
  readPlanned,
  servedVisits,
  type PlannedAttempt,
  type ServedVisit,
} from "./planned-attempts.ts";
import type { ChannelRoute } from "./port-source.ts";
import { mayClaim } from "./sending-switch.ts";
import { tellRefused } from "./tell-refused.ts";

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
  /** This process's clock when the facts began to be read, in milliseconds: never after the claim's own time. */
  readonly claimedAt: number;
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
    if (!(await mayClaim(tx)) || (await isForABatch(tx, of))) return nothingClaimed();
    const before = await readClock(tx);
    // Whoever is reached at a moved clock's hours is reached at hours that are not theirs.
    if (of.route.port.isLive && isMoved(before)) return nothingClaimed();
    const limit = Math.min(of.limit ?? CLAIM_AT_ONCE, CLAIM_AT_ONCE);
    const found = await attemptsToSend(tx.sql, {
      ...of,
      portfolios: of.route.portfolios,
      nowMs: before.now.getTime(),
      limit,
    });
    if (found.length === 0) return nothingClaimed();
    const debtorIds = found.map(({ debtor_id }) => debtor_id);
    const people = [...new Set(debtorIds)];
    await lockDebtors(tx, people);
    const claimedAt = performance.now();
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
      claimedAt,
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

function nothingClaimed(): Claim {
  return { claimed: [], seen: 0, claimedAt: performance.now() };
}

/** Letters that are collected are claimed for a batch and for nothing else; those that are not, never for one. */
async function isForABatch(
  { sql }: Transaction,
  { channel, route }: { readonly channel: MessageChannel; readonly route: ChannelRoute },
): Promise<boolean> {
  if (channel !== "letter") return false;
  return (await areLettersCollected(sql)) !== (route.port.name === COLLECTOR);
}

/** Those that their verdicts let leave. */
function leaving(judged: readonly ClaimVerdict[]): readonly LeavingMessage[] {
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
  verdicts: readonly ClaimVerdict[],
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
