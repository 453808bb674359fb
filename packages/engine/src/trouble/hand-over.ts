import { readClock, type Transaction } from "@fairflow/db";
import type { ActedOn, TroubleAct } from "./act-on-trouble.ts";
import type { TroubleKind } from "./trouble.ts";

const TEAM = "Operations";
const SEEN_TO = [{ id: "seen", label: "Seen to" }];
const WAS_IT_SENT = [
  { id: "sent", label: "It was sent" },
  { id: "not-sent", label: "It was not sent" },
];

/** Asks a person, by a task that says what it is about; where one asks already, it stays the only one. */
export async function handOver(
  tx: Transaction,
  { kind, id, reason }: TroubleAct,
): Promise<ActedOn> {
  const { now } = await readClock(tx);
  if (kind === "message-in-doubt") return askWhetherSent(tx, id, now);
  const title = `${TITLES[kind]} ${id}: ${reason}`.slice(0, 200);
  const { count } = await tx.sql`
    insert into task (team, kind, title, outcomes, created_at)
    select ${TEAM}, 'trouble', ${title}, ${JSON.stringify(SEEN_TO)}::jsonb, ${now}::timestamptz
    where not exists (
      select from task where kind = 'trouble' and status = 'open' and starts_with(title, ${`${TITLES[kind]} ${id}:`})
    )`;
  return count === 0 ? "gone" : "done";
}

/** The task that reconciling opens after a day, now: its answer settles the message. */
async function askWhetherSent({ sql }: Transaction, id: string, now: Date): Promise<ActedOn> {
  const { count } = await sql`
    insert into task (debtor_id, account_id, attempt_id, team, kind, title, outcomes, created_at)
    select debtor_id, account_ids[1], id, ${TEAM}, 'in_doubt', 'Was this message sent?',
      ${JSON.stringify(WAS_IT_SENT)}::jsonb, ${now}::timestamptz
    from attempt
    where id = ${id} and status in ('dispatching', 'in_doubt')
      and not exists (select from task where task.attempt_id = attempt.id and kind = 'in_doubt')`;
  return count === 0 ? "gone" : "done";
}

const TITLES: Readonly<Record<TroubleKind, string>> = {
  "flow-held": "A flow stopped sending by itself",
  "run-overdue": "People are not going on in flow",
  "message-in-doubt": "A message is in doubt",
  "run-poisoned": "Somebody cannot go on",
  "notice-unread": "A provider's notice cannot be read",
  "notice-refused": "A provider's notices are not believed",
  "provider-resting": "A provider does not answer",
  "provider-silent": "A provider tells nothing of its messages",
  "feed-late": "A client's file is late for portfolio",
  "statement-late": "A bank statement is late for account",
  "webhook-failing": "Another system takes no webhooks",
};
