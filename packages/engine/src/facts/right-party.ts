import type { Transaction } from "@fairflow/db";

/** An address that a link was sent to. */
export interface LinkedAddress {
  readonly addressId: string;
  readonly channel: "sms" | "email" | "letter";
}

/** Where the messages of a link's run went since it was made: whoever holds the link has it from one of them. */
export function addressesOfLink(
  { sql }: Transaction,
  linkId: string,
): Promise<readonly LinkedAddress[]> {
  return sql<LinkedAddress[]>`
    select distinct attempt.address_id as "addressId", channel
    from payment_link
    join attempt_run on attempt_run.shard = shard_of(payment_link.debtor_id) and attempt_run.run_id = payment_link.run_id
    join attempt on attempt.shard = attempt_run.shard and attempt.id = attempt_id
    where payment_link.id = ${linkId} and attempt.status in ('accepted', 'delivered')
      and accepted_at >= payment_link.created_at and attempt.address_id is not null
      and channel in ('sms', 'email', 'letter')
    order by channel`;
}

/**
 * Who opened a link has shown that they are the debtor, so that the address which it came to is the debtor's own. Where
 * it went to several, nobody knows by which it came, and none is marked.
 */
export async function rightPartyIn(tx: Transaction, linkId: string, now: Date): Promise<void> {
  const reached = new Set((await addressesOfLink(tx, linkId)).map(({ addressId }) => addressId));
  const [only] = reached;
  if (only === undefined || reached.size > 1) return;
  await tx.sql`
    update address set state = 'right_party', state_at = ${now}
    where id = ${only} and state not in ('right_party', 'wrong_party')`;
}
