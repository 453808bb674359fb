import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import { newId, shardOf } from "./ids.ts";
import type { REPLY_CHANNELS, REPLY_MEANINGS } from "./schema/words.ts";

export interface ReplyInput {
  readonly provider: string;
  readonly providerId: string;
  readonly channel: (typeof REPLY_CHANNELS)[number];
  readonly hmac: Uint8Array;
  readonly meaning: (typeof REPLY_MEANINGS)[number];
  readonly topics: readonly string[];
  readonly from: string;
  readonly text: string;
  readonly at: Date;
  /** False where the files of those who have the address keep it. */
  readonly keepsText: boolean;
}

/** @returns its id; undefined for one that its provider told before */
export async function addReply(
  { sql }: Transaction,
  keyring: Pick<Keyring, "encrypt">,
  reply: ReplyInput,
): Promise<string | undefined> {
  const id = newId();
  const { provider, providerId, channel, hmac, meaning, topics, at } = reply;
  const sealed = (column: "sender" | "text", value: string) =>
    reply.keepsText ? keyring.encrypt({ table: "reply", column, row: id }, value) : null;
  const [row] = await sql<{ id: string }[]>`
    insert into reply (id, provider, provider_id, channel, address_hmac, meaning, topics, sender, text, at)
    values (${id}, ${provider}, ${providerId}, ${channel}, ${hmac}, ${meaning}, ${[...topics]}::text[],
      ${sealed("sender", reply.from)}, ${sealed("text", reply.text)}, ${at})
    on conflict (provider, provider_id) do nothing
    returning id`;
  return row?.id;
}

/** What somebody wrote that a task is about, or that came since. */
export interface WrittenReply {
  readonly at: Date;
  readonly channel: (typeof REPLY_CHANNELS)[number];
  readonly topics: readonly string[];
  readonly text: string;
  /** Where no file has the address. */
  readonly sender: string | null;
}

/** From the reply that a task is about on, the oldest first. */
export async function readWritten(
  { sql }: Transaction,
  keyring: Pick<Keyring, "decryptText">,
  of: { readonly debtorId: string | null; readonly replyId: string },
): Promise<readonly WrittenReply[]> {
  if (of.debtorId === null) return readUnknown({ sql }, keyring, of.replyId);
  const rows = await sql<(Omit<WrittenReply, "text" | "sender"> & Sealed)[]>`
    select event.id, event.at, reply.channel, reply.topics, event.text
    from reply as first
    join event on event.shard = ${shardOf(of.debtorId)} and event.debtor_id = ${of.debtorId}
      and event.kind = 'message.replied' and event.text is not null
    join reply on reply.id::text = event.payload ->> 'replyId' and reply.id >= first.id
    where first.id = ${of.replyId}
    order by event.id`;
  return rows.map(({ id, text, ...row }) => ({
    ...row,
    sender: null,
    text: keyring.decryptText({ table: "event", column: "text", row: id }, text),
  }));
}

interface Sealed {
  readonly id: string;
  readonly text: Uint8Array;
}

async function readUnknown(
  { sql }: Pick<Transaction, "sql">,
  keyring: Pick<Keyring, "decryptText">,
  replyId: string,
): Promise<readonly WrittenReply[]> {
  const rows = await sql<
    (Omit<WrittenReply, "text" | "sender"> & Sealed & { sender: Uint8Array })[]
  >`
    select reply.id, reply.at, reply.channel, reply.topics, reply.sender, reply.text
    from reply as first
    join reply on reply.address_hmac = first.address_hmac and reply.id >= first.id and reply.text is not null
    where first.id = ${replyId}
    order by reply.id`;
  return rows.map(({ id, text, sender, ...row }) => ({
    ...row,
    sender: keyring.decryptText({ table: "reply", column: "sender", row: id }, sender),
    text: keyring.decryptText({ table: "reply", column: "text", row: id }, text),
  }));
}
