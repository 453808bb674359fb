import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import { shardOf } from "./ids.ts";

export interface SentMessage {
  readonly id: string;
  readonly at: Date;
  readonly channel: "sms" | "email" | "letter";
  readonly addressId: string | null;
  readonly subject: string | null;
  readonly body: string;
}

interface Row extends Omit<SentMessage, "subject" | "body"> {
  readonly subject: Uint8Array | null;
  readonly body: Uint8Array;
}

/** The messages that a debtor was sent, as they were worded, the newest last. */
export async function readSentMessages(
  tx: Transaction,
  keyring: Keyring,
  { debtorId, limit }: { readonly debtorId: string; readonly limit: number },
): Promise<readonly SentMessage[]> {
  const rows = await tx.sql<Row[]>`
    select id, accepted_at as at, channel, address_id as "addressId", subject, body from attempt
    where shard = ${shardOf(debtorId)} and debtor_id = ${debtorId} and status in ('accepted', 'delivered')
      and channel in ('sms', 'email', 'letter') and direction = 'outbound' and body is not null
    order by accepted_at desc, id desc limit ${limit}`;
  return rows.toReversed().map(({ subject, body, ...row }) => ({
    ...row,
    subject:
      subject === null
        ? null
        : keyring.decryptText({ table: "attempt", column: "subject", row: row.id }, subject),
    body: keyring.decryptText({ table: "attempt", column: "body", row: row.id }, body),
  }));
}
