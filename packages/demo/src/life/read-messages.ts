import type { Transaction } from "@fairflow/db";

/** A message that was just taken by the sandbox, with whom it speaks to. */
export interface FreshMessage {
  readonly id: string;
  readonly debtorId: string;
  readonly channel: "sms" | "email" | "letter";
  readonly addressId: string;
  readonly accepted: Date;
  /** Who took it, and what they call it. */
  readonly provider: string | null;
  readonly providerId: string | null;
  readonly accounts: readonly { readonly id: string; readonly reference: string }[];
  /** A pay link of the first account that still works. */
  readonly link: { readonly id: string; readonly accountIds: readonly string[] } | null;
}

/** Real time: whatever was planned earlier than this ago has been read. */
const LOOK_BACK_MS = 120_000;

/**
 * Messages that were planned in the last minutes and have left, some of which have been read before. Ids are of version 7,
 * so that the youngest of each shard are found at the end of its index.
 */
export async function readMessages(
  { sql }: Transaction,
  realNow: Date,
): Promise<readonly FreshMessage[]> {
  const oldest = idFloor(realNow.getTime() - LOOK_BACK_MS);
  return sql<FreshMessage[]>`
    select m.id, m.debtor_id as "debtorId", m.channel, m.address_id as "addressId", m.accepted_at as accepted,
      m.provider, m.provider_id as "providerId",
      (
        select jsonb_agg(jsonb_build_object('id', a.id, 'reference', a.reference) order by a.reference)
        from account a where a.id = any(m.account_ids)
      ) as accounts,
      (
        select jsonb_build_object('id', l.id, 'accountIds', l.account_ids)
        from payment_link l
        where l.debtor_id = m.debtor_id and l.account_ids && m.account_ids and l.revoked_at is null and l.purpose = 'pay'
        order by l.created_at desc limit 1
      ) as link
    from generate_series(0, 127) as s (shard)
    cross join lateral (
      select * from attempt
      where attempt.shard = s.shard and attempt.id > ${oldest} and channel in ('sms', 'email', 'letter')
        and status in ('accepted', 'delivered') and address_id is not null
    ) as m`;
}

/** No id of version 7 that is made at this instant or later sorts before it. */
function idFloor(ms: number): string {
  const time = Math.trunc(ms).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}
