import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import { shardOf } from "./ids.ts";

export interface InboundText {
  readonly id: string;
  readonly at: Date;
  readonly channel: string;
  readonly text: string;
}

/** Keeps what a debtor wrote with the latest event of a kind, in the transaction that recorded it. */
export async function keepInboundText(
  tx: Transaction,
  keyring: Keyring,
  said: { readonly debtorId: string; readonly kind: string; readonly text: string },
): Promise<void> {
  const shard = shardOf(said.debtorId);
  const [event] = await tx.sql<{ id: string }[]>`
    select id from event where shard = ${shard} and debtor_id = ${said.debtorId} and kind = ${said.kind}
    order by id desc limit 1`;
  if (event === undefined) throw new Error("There is no event to keep the text with");
  const sealed = keyring.encrypt({ table: "event", column: "text", row: event.id }, said.text);
  await tx.sql`update event set text = ${sealed} where shard = ${shard} and id = ${event.id}`;
}

/** What a debtor wrote, the newest last. */
export async function readInboundTexts(
  tx: Transaction,
  keyring: Keyring,
  debtorId: string,
): Promise<readonly InboundText[]> {
  const rows = await tx.sql<{ id: string; at: Date; channel: string | null; text: Uint8Array }[]>`
    select id, at, payload ->> 'channel' as channel, text from event
    where shard = ${shardOf(debtorId)} and debtor_id = ${debtorId} and text is not null order by at, id`;
  return rows.map(({ id, at, channel, text }) => ({
    id,
    at,
    channel: channel ?? "sms",
    text: keyring.decryptText({ table: "event", column: "text", row: id }, text),
  }));
}
