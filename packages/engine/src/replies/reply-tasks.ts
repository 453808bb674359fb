import type { Transaction } from "@fairflow/db";
import type { ReplyTopic } from "./reply-meaning.ts";
import type { ReplyTaken } from "./take-reply.ts";

/** What work it is to read what somebody wrote. */
export const REPLY_TASK = "reply";

/** What whoever read it may say: each settles what it says. */
const REPLY_OUTCOMES = [
  { id: "read", label: "Read: contact may go on" },
  { id: "wants-none", label: "Wants no more messages here" },
  { id: "wrong-number", label: "The number or address is somebody else's" },
  { id: "disputes", label: "Disputes the debt" },
  { id: "says-paid", label: "Says that it is paid" },
  { id: "leave-alone", label: "Leave alone until further notice" },
] as const;

/** Nothing but to read it can be done where nobody knows who wrote. */
const UNKNOWN_OUTCOMES = [{ id: "read", label: "Read" }] as const;

/** The gravest first: a task is called by it. */
const TITLES: readonly (readonly [ReplyTopic, string])[] = [
  ["deceased", "Read: the debtor may have died"],
  ["hardship", "Read: the debtor is in hardship"],
  ["dispute", "Read: the debtor disputes the debt"],
  ["complaint", "Read: the debtor complains"],
  ["represented", "Read: somebody acts for the debtor"],
  ["wrong-number", "Read: the number may be wrong"],
  ["stop", "Read: the debtor wants no messages"],
  ["already-paid", "Read: the debtor says that it is paid"],
];

/**
 * Asks a person to read what somebody wrote: one task for each debtor that is still open shows all that came since. What
 * nobody's file explains is read too.
 */
export async function openReplyTasks(
  { sql }: Transaction,
  reply: ReplyTaken,
  now: Date,
): Promise<void> {
  const { hmac, replyId, debtorIds } = reply;
  if (debtorIds.length === 0) {
    await sql`
      insert into task (reply_id, team, kind, title, outcomes, created_at)
      select ${replyId}, 'Replies', ${REPLY_TASK}, 'Read what somebody unknown wrote',
        ${JSON.stringify(UNKNOWN_OUTCOMES)}::jsonb, ${now}::timestamptz
      where not exists (
        select from task join reply on reply.id = reply_id
        where status = 'open' and debtor_id is null and address_hmac = ${hmac}
      )`;
    return;
  }
  const title = titleOf(reply);
  await sql`
    insert into task (debtor_id, account_id, reply_id, team, kind, title, outcomes, created_at)
    select wrote.debtor_id, (
        select (array_agg(id))[1] from account
        where account.debtor_id = wrote.debtor_id and status = 'open' having count(*) = 1
      ), ${replyId}, 'Replies', ${REPLY_TASK}, ${title}, ${JSON.stringify(REPLY_OUTCOMES)}::jsonb, ${now}::timestamptz
    from unnest(${[...debtorIds]}::uuid[]) as wrote (debtor_id)
    where not exists (
      select from task where task.debtor_id = wrote.debtor_id and kind = ${REPLY_TASK} and status = 'open'
    )`;
}

function titleOf({ meaning }: ReplyTaken): string {
  if (meaning.kind === "help") return "Answer: the debtor asks who writes";
  if (meaning.kind !== "for-a-person") return "Read what the debtor wrote";
  const found = TITLES.find(([topic]) => meaning.topics.includes(topic));
  return found?.[1] ?? "Read what the debtor wrote";
}
