import type { Transaction } from "./connect.ts";

/** What is agreed about some accounts of a debtor and still open; amounts in minor units. */
export interface OpenAgreement {
  /** The instalment that is to be paid next, less what has been paid of it. */
  readonly instalment: { readonly amount: number; readonly dueOn: string } | undefined;
  /** A settlement that may be paid, less what has been paid since it was accepted. */
  readonly settlement:
    | {
        readonly id: string;
        readonly amount: number;
        readonly expiresOn: string;
        readonly isAccepted: boolean;
      }
    | undefined;
  /** What keeps another from being made. */
  readonly agreed: readonly AgreedAlready[];
  /** Until when demands wait while somebody looks for a payment that the debtor speaks of. */
  readonly claimedUntil: Date | undefined;
  readonly isDisputed: boolean;
}

/** A promise, an arrangement or an accepted settlement of an account that is open, or waits for approval. */
export interface AgreedAlready {
  readonly accountId: string;
  readonly kind: "promise" | "arrangement" | "settlement";
  readonly isProposed: boolean;
  /** What is to be paid next, less what has been paid of it; null where nothing is. */
  readonly amount: number | null;
  readonly dueOn: string | null;
}

export async function openAgreement(
  { sql }: Transaction,
  accountIds: readonly string[],
): Promise<OpenAgreement> {
  const [instalments, settlements, agreed, [state]] = await Promise.all([
    sql<{ amount: number; dueOn: string }[]>`
      select instalment.amount - instalment.paid as amount, due_on as "dueOn"
      from promise_instalment as instalment join promise on promise.id = instalment.promise_id
      join promise_account on promise_account.promise_id = promise.id
      where account_id = any(${accountIds}::uuid[]) and promise.status = 'open' and settlement_id is null
        and instalment.status = 'open' and instalment.amount > instalment.paid
      order by due_on, number limit 1`,
    sql<NonNullable<OpenAgreement["settlement"]>[]>`
      select settlement.id, settlement.amount - coalesce((
          select sum(instalment.paid) from promise join promise_instalment as instalment on promise_id = promise.id
          where settlement_id = settlement.id and promise.status = 'open'
        ), 0)::bigint as amount, expires_on as "expiresOn",
        status = 'accepted' as "isAccepted"
      from settlement where account_id = any(${accountIds}::uuid[]) and status in ('offered', 'accepted')
        and lapses_at > (
          select virtual_anchor + (clock_timestamp() - real_anchor) * speed from clock where id = 1)
      order by expires_on limit 1`,
    sql<AgreedAlready[]>`
      select account_id as "accountId",
        case when settlement_id is null then promise.kind else 'settlement' end as kind,
        promise.status = 'proposed' as "isProposed",
        next.amount, next.due_on as "dueOn"
      from promise join promise_account on promise_account.promise_id = promise.id
      left join lateral (
        select instalment.amount - instalment.paid as amount, due_on
        from promise_instalment as instalment
        where instalment.promise_id = promise.id and instalment.status = 'open' and instalment.amount > instalment.paid
        order by number limit 1
      ) as next on true
      where account_id = any(${accountIds}::uuid[]) and promise.status in ('proposed', 'open')
      order by account_id, promise.id`,
    sql<{ claimedUntil: Date | null; isDisputed: boolean }[]>`
      select (
          select max(until) from hold
          where account_id = any(${accountIds}::uuid[]) and state = 'claims_paid' and ended_at is null
        ) as "claimedUntil",
        exists (
          select from dispute
          where account_id = any(${accountIds}::uuid[]) and kind = 'dispute' and status = 'open'
        ) as "isDisputed"`,
  ]);
  return {
    instalment: instalments[0],
    settlement: accountIds.length === 1 ? settlements[0] : undefined,
    agreed,
    claimedUntil: state?.claimedUntil ?? undefined,
    isDisputed: state?.isDisputed ?? false,
  };
}
