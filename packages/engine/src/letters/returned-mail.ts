import { lockDebtors, readClock, type Transaction } from "@fairflow/db";
import { askForTrace } from "../facts/ask-for-trace.ts";
import { settleDeliveryIn } from "../facts/deliveries.ts";
import { placeHoldIn } from "../facts/holds.ts";
import { takeBack } from "../facts/take-back.ts";
import { tell, type Author, type FactDeps } from "../facts/telling.ts";

/** Why a letter came back, in words that posts have in common. */
export const RETURN_REASONS = [
  "gone_away",
  "unknown",
  "incomplete_address",
  "refused",
  "unclaimed",
  "deceased",
  "other",
] as const;
export type ReturnReason = (typeof RETURN_REASONS)[number];

/** Those that say that nobody of the name can be reached at the address. */
const NOBODY_THERE: ReadonlySet<ReturnReason> = new Set([
  "gone_away",
  "unknown",
  "incomplete_address",
  "deceased",
]);

export interface ReturnedLetter {
  /** The letter: its attempt's id, as the manifest and the file name have it. */
  readonly attemptId: string;
  readonly reason: ReturnReason;
  /** The day on which the post gave it back, `2026-11-24`. */
  readonly on: string;
  readonly author: Author;
}

/**
 * A letter came back. Its runs are told that it did not arrive, as is a notice that the law requires; where nobody can be
 * reached at the address, no letter follows it there, and a task asks for a trace. That somebody may have died is read by
 * a person before anything else is sent.
 *
 * @returns `unknown` for a letter that no batch handed over; `again` for one that came back before
 */
export async function letterReturnedIn(
  deps: FactDeps,
  tx: Transaction,
  { attemptId, reason, on, author }: ReturnedLetter,
): Promise<"taken" | "unknown" | "again"> {
  const { sql } = tx;
  const [letter] = await sql<LetterRow[]>`
    select letter.shard, letter.debtor_id, letter.status, returned_on is not null as is_returned, address_id, hmac
    from letter
    join attempt on attempt.shard = letter.shard and attempt.id = attempt_id
    left join address on address.id = address_id
    where attempt_id = ${attemptId}`;
  if (letter?.status !== "handed_over") return "unknown";
  if (letter.is_returned) return "again";
  const { debtor_id: debtorId, shard, address_id: addressId, hmac } = letter;
  await lockDebtors(tx, [debtorId]);
  const { now } = await readClock(tx);
  const { count } = await sql`
    update letter set returned_on = ${on}, return_reason = ${reason}
    where attempt_id = ${attemptId} and returned_on is null`;
  if (count === 0) return "again";
  const code = `returned-${reason.replaceAll("_", "-")}`;
  await settleDeliveryIn(deps, tx, { shard, id: attemptId, arrived: false, at: now, code }, now);
  if (!NOBODY_THERE.has(reason)) return "taken";
  await sql`
    update address set state = 'gone_away', state_at = ${now}
    where id = ${addressId} and state not in ('gone_away', 'wrong_party')`;
  if (hmac !== null) {
    const of = { debtorIds: [debtorId], hmac, channel: "letter", now } as const;
    await tell(deps, tx, { events: await takeBack(tx, { ...of, because: "gone-away" }), now });
  }
  await askForTrace(tx, { debtorId, now });
  if (reason === "deceased") {
    await placeHoldIn(deps, tx, {
      debtorId,
      state: "on_hold",
      author,
      evidence: { letter: attemptId },
      now,
    });
    await askAboutDeath(tx, { debtorId, now });
  }
  return "taken";
}

interface LetterRow {
  readonly shard: number;
  readonly debtor_id: string;
  readonly status: string;
  readonly is_returned: boolean;
  readonly address_id: string | null;
  readonly hmac: Uint8Array | null;
}

interface Asked {
  readonly debtorId: string;
  readonly now: Date;
}

/** Until a person has looked nothing is demanded: the post is not a register of deaths. */
async function askAboutDeath({ sql }: Transaction, { debtorId, now }: Asked): Promise<void> {
  await sql`
    insert into task (debtor_id, team, kind, title, outcomes, created_at)
    select ${debtorId}::uuid, 'Replies', 'review', 'A letter came back: the debtor may have died',
      ${JSON.stringify([{ id: "looked-into", label: "Looked into" }])}::jsonb, ${now}::timestamptz
    where not exists (
      select from task where debtor_id = ${debtorId} and kind = 'review' and run_id is null and status = 'open'
    )`;
}
