import type { StoredTask, Transaction } from "@fairflow/db";
import { optOutByDigestIn, wrongPartyIn } from "../facts/addresses.ts";
import { openDisputeIn } from "../facts/disputes.ts";
import { claimPaidIn, liftHoldIn, placeHoldIn } from "../facts/holds.ts";
import type { Author, FactDeps } from "../facts/telling.ts";
import { lockedByWrongParties } from "../facts/wrong-party.ts";
import { UNREAD } from "./take-reply.ts";

/**
 * What follows from what a person read: the word of whoever wrote becomes the fact that it is, and the pause ends. The
 * caller holds the debtor's lock.
 */
export async function settleReplyIn(
  deps: FactDeps,
  tx: Transaction,
  {
    task,
    outcome,
    author,
    now,
  }: {
    readonly task: StoredTask;
    readonly outcome: string;
    readonly author: Author;
    readonly now: Date;
  },
): Promise<void> {
  const { debtorId, replyId } = task;
  if (debtorId === null || replyId === null) return;
  const [wrote] = await tx.sql<WroteRow[]>`
    select channel, address_hmac, (
      select id from address where debtor_id = ${debtorId} and hmac = address_hmac order by id limit 1
    ) as address_id
    from reply where id = ${replyId}`;
  if (wrote === undefined) throw new Error(`The reply of task ${task.id} is gone`);
  const { channel, address_hmac: hmac, address_id: addressId } = wrote;
  switch (outcome) {
    case "wants-none":
      await optOutByDigestIn(deps, tx, { hmac, channel, source: author, evidence: replyId });
      break;
    case "wrong-number":
      if (addressId !== null) await wrongPartyIn(deps, tx, { addressId, source: author });
      break;
    case "disputes":
      for (const accountId of await accountsOf(tx, task)) {
        const input = { accountId, reason: "in-their-words", via: channel, author };
        await openDisputeIn(deps, tx, input);
      }
      break;
    case "says-paid":
      for (const accountId of await accountsOf(tx, task)) {
        await claimPaidIn(deps, tx, { accountId, author });
      }
      break;
    case "leave-alone":
      await placeHoldIn(deps, tx, {
        debtorId,
        state: "on_hold",
        author,
        evidence: { reply: replyId },
        now,
      });
      break;
    default:
  }
  await liftHoldIn(deps, tx, { debtorId, state: UNREAD, reason: "reply_read", author }, now);
}

/** Whom finishing a task must lock, all at once: what somebody wrote of an address concerns everyone who has it. */
export async function concernedBy(
  tx: Transaction,
  { debtorId, replyId }: StoredTask,
): Promise<readonly string[]> {
  const own = debtorId === null ? [] : [debtorId];
  if (replyId === null) return own;
  const [wrote] = await tx.sql<{ address_hmac: Uint8Array }[]>`
    select address_hmac from reply where id = ${replyId}`;
  return lockedByWrongParties(tx, own, wrote === undefined ? [] : [wrote.address_hmac]);
}

interface WroteRow {
  readonly channel: "sms" | "email";
  readonly address_hmac: Uint8Array;
  readonly address_id: string | null;
}

/** The account that the task names, or every one that is open: nobody said which. */
async function accountsOf(
  { sql }: Transaction,
  { debtorId, accountId }: StoredTask,
): Promise<readonly string[]> {
  if (accountId !== null) return [accountId];
  const rows = await sql<{ id: string }[]>`
    select id from account where debtor_id = ${debtorId} and status = 'open' order by id`;
  return rows.map(({ id }) => id);
}
