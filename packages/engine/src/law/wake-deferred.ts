import { readClock, type Transaction } from "@fairflow/db";

/** Which part of the law lets more through now; all of it where nothing is named. */
export interface LooserLaw {
  /** Portfolios under this pack. */
  readonly packId?: string | undefined;
  readonly portfolioId?: string | undefined;
  /** Those whom this rule made wait. */
  readonly ruleId?: string | undefined;
}

/**
 * Lets runs that wait because the gate deferred them ask again at once, in the transaction that changes the law: each hears
 * of it from its lane's next tick, and what is then allowed leaves at the provider's rate as always. Nobody is locked, and no
 * epoch moves on: no fact about a debtor changes, and whatever is sent is judged under the newest law anyway.
 *
 * @returns how many will ask
 */
export async function wakeDeferred(
  tx: Transaction,
  { packId, portfolioId, ruleId }: LooserLaw,
): Promise<number> {
  const { now } = await readClock(tx);
  // A notice's days are counted anew by whoever looks at its run; a single rule changes none of them.
  const waitsFor = ruleId === undefined ? ["attempt", "leave", "notice"] : ["attempt", "leave"];
  const { count } = await tx.sql`
    insert into event (shard, debtor_id, account_id, run_id, kind, at)
    select run.shard, run.debtor_id, run.account_id, run.id, 'law.changed', ${now}
    from run
    where wake_at > ${now} and status = 'active' and state -> 'waiting' ->> 'kind' = any(${waitsFor}::text[])
      and exists (
        select from account join portfolio on portfolio.id = portfolio_id
        where account.debtor_id = run.debtor_id and (run.account_id is null or account.id = run.account_id)
          and (${packId ?? null}::text is null or ${packId ?? null} = any(pack_ids))
          and (${portfolioId ?? null}::uuid is null or portfolio.id = ${portfolioId ?? null})
      )
      and (
        ${ruleId ?? null}::text is null
        or exists (
          select from attempt
          where attempt.shard = run.shard and attempt.debtor_id = run.debtor_id and attempt.status = 'deferred'
            and verdict_until > ${now} and ${ruleId ?? null} = any(verdict_rules)
        )
        or exists (
          select from legal_step
          where legal_step.debtor_id = run.debtor_id and legal_step.run_id = run.id and verdict = 'deferred'
            and verdict_until > ${now} and ${ruleId ?? null} = any(verdict_rules)
        )
      )`;
  return count;
}
