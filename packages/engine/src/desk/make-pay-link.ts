import { newId, type Keyring, type Transaction } from "@fairflow/db";
import { tokenHash } from "../save-links.ts";

const DAYS = 14;
const DAY_MS = 86_400_000;

/**
 * Makes a pay link that somebody at the desk gives to a debtor they speak with. No message leaves by it: whoever sends one
 * asks the gate.
 *
 * @returns its token, which is not stored, and until when it works
 */
export async function makePayLinkIn(
  tx: Transaction,
  keyring: Pick<Keyring, "linkToken">,
  of: {
    readonly debtorId: string;
    readonly accountIds: readonly string[];
    readonly amount: "full" | "arrears";
    readonly now: Date;
  },
): Promise<{ readonly id: string; readonly token: string; readonly expiresAt: Date }> {
  const { debtorId, accountIds, amount, now } = of;
  const id = newId();
  const token = keyring.linkToken(id, "pay");
  const expiresAt = new Date(now.getTime() + DAYS * DAY_MS);
  await tx.sql`
    insert into payment_link (id, debtor_id, account_ids, token_hash, purpose, amount_kind, created_at, expires_at)
    values (${id}, ${debtorId}, ${`{${accountIds.join(",")}}`}::text::uuid[],
      ${tokenHash(token)}, 'pay', ${amount}, ${now}, ${expiresAt})`;
  return { id, token, expiresAt };
}
