import type { Sql } from "@fairflow/db";
import type { Addressee } from "./addressees.ts";
import type { ClaimedAttempt } from "./claim-attempts.ts";
import type { Composed, Composing } from "./composed-message.ts";
import { PREFERENCES_PATH, preferencesToken } from "./preferences-link.ts";

/** A message in words of its own, sealed. */
interface WrittenAnswer {
  readonly id: string;
  readonly subject: Uint8Array | null;
  readonly body: Uint8Array;
}

/** What somebody wrote to a debtor, by attempt. */
export async function readWritten(
  sql: Sql,
  claimed: readonly ClaimedAttempt[],
): Promise<ReadonlyMap<string, WrittenAnswer>> {
  const own = claimed.filter(({ attempt }) => attempt.says_itself);
  if (own.length === 0) return new Map();
  const rows = await sql<WrittenAnswer[]>`
    select attempt.id, subject, body
    from unnest(
      ${own.map(({ attempt }) => attempt.shard)}::smallint[], ${own.map(({ attempt }) => attempt.id)}::uuid[]
    ) as wanted (shard, id)
    join attempt on attempt.shard = wanted.shard and attempt.id = wanted.id`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** A message in words of its own: as it was written, to nobody of whom it is not known whose address it is. */
export function sayWritten(
  { keyring, publicUrl }: Composing,
  of: {
    readonly claim: ClaimedAttempt;
    readonly addressee: Addressee;
    readonly written: WrittenAnswer;
  },
): Composed {
  const { claim, addressee, written } = of;
  if (addressee.is_unverified_trace) {
    const problem = "The address is not known to be the debtor's";
    return { ok: false, problem, code: "address-unverified" };
  }
  const read = (table: string, column: string, row: string, sealed: Uint8Array) =>
    keyring.decryptText({ table, column, row }, sealed);
  const { subject } = written;
  return {
    ok: true,
    message: {
      attemptId: claim.attempt.id,
      channel: claim.channel,
      to: read("address", "value", addressee.id, addressee.value),
      subject: subject === null ? undefined : read("attempt", "subject", written.id, subject),
      body: read("attempt", "body", written.id, written.body),
      language: addressee.language,
      optOutUrl: `${publicUrl}${PREFERENCES_PATH}/${preferencesToken(keyring, addressee.id)}`,
    },
  };
}
