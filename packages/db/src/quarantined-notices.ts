import type { Transaction } from "./connect.ts";

/** What a gateway told and nobody could book. */
export interface QuarantinedNotice {
  readonly id: string;
  /** `gateway:<provider>`. */
  readonly provider: string;
  readonly providerId: string;
  readonly receivedAt: Date;
  readonly reason: string;
}

/** The oldest first. */
export function quarantinedNotices({ sql }: Transaction): Promise<readonly QuarantinedNotice[]> {
  return sql<QuarantinedNotice[]>`
    select id, provider, provider_id as "providerId", received_at as "receivedAt",
      coalesce(quarantine_reason, '') as reason
    from inbox
    where quarantined_at is not null and processed_at is null and provider like 'gateway:%'
    order by received_at, id limit 200`;
}

/** Lets it be read again from the start. @returns false for one that waits for nobody */
export async function releaseNotice({ sql }: Transaction, id: string): Promise<boolean> {
  const { count } = await sql`
    update inbox set quarantined_at = null, quarantine_reason = null, tries = 0
    where id = ${id} and quarantined_at is not null and processed_at is null and provider like 'gateway:%'`;
  return count > 0;
}

/** Nothing of it is booked, for good. @returns false for one that waits for nobody */
export async function setNoticeAside(
  { sql }: Transaction,
  id: string,
  realNow: Date,
): Promise<boolean> {
  const { count } = await sql`
    update inbox set processed_at = ${realNow}, outcome = 'set-aside'
    where id = ${id} and quarantined_at is not null and processed_at is null and provider like 'gateway:%'`;
  return count > 0;
}
