import { readClock, type Keyring, type Transaction } from "@fairflow/db";
import { z } from "zod";
import type { FactDeps } from "../facts/telling.ts";
import type { SendResult } from "../sending/channel-port.ts";
import { servedVisits } from "../sending/planned-attempts.ts";
import { recordResultsIn, type AttemptOutcome } from "../sending/record-results.ts";
import type { LetterDeps, LetterText } from "./fill-batch.ts";
import { COLLECTOR } from "./letters-collected.ts";

export type SettlingDeps = FactDeps & Pick<LetterDeps, "keyring">;

/** Records what became of letters: the attempt, its runs, and the letter itself. */
export async function settleLetters(
  deps: SettlingDeps,
  tx: Transaction,
  of: {
    readonly ids: readonly string[];
    readonly status: "unprintable" | "taken_out" | "handed_over";
    readonly resultOf: (attemptId: string) => SendResult;
  },
): Promise<void> {
  if (of.ids.length === 0) return;
  const { keyring } = deps;
  const rows = await tx.sql<SettledRow[]>`
    select attempt_id as id, letter.shard, letter.debtor_id, tries, letter.language, letter.recipient, letter.subject, letter.body
    from unnest(${[...of.ids]}::uuid[]) as wanted (id)
    join letter on attempt_id = wanted.id and letter.status = 'in_batch'
    join attempt on attempt.shard = letter.shard and attempt.id = attempt_id`;
  const visits = await servedVisits(tx.sql, rows);
  const outcomes = rows.map((row): AttemptOutcome => {
    const { id, shard, debtor_id: debtorId, tries } = row;
    const { text, ...letter } = readLetter(keyring, row);
    return {
      attemptId: id,
      shard,
      debtorId,
      tries,
      provider: COLLECTOR,
      visits: visits.get(id) ?? [],
      result: of.resultOf(id),
      message: { ...letter, channel: "letter", body: text.body },
    };
  });
  const { now } = await readClock(tx);
  await recordResultsIn(deps, tx, { outcomes, keyring, now });
  const isKept = of.status === "handed_over";
  await tx.sql`
    update letter set status = ${of.status}, code = case when ${isKept} then null else settled.code end,
      recipient = null, subject = null, body = null,
      pdf = case when ${isKept} then pdf end, sha256 = case when ${isKept} then sha256 end
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${outcomes.map(({ result }) => ("code" in result ? result.code : ""))}::text[])
      as settled (id, code)
    where attempt_id = settled.id`;
}

interface SettledRow extends SealedLetter {
  readonly shard: number;
  readonly debtor_id: string;
  readonly tries: number;
}

/** What we wrote ourselves, under our own key. */
const Text = z.object({
  body: z.string(),
  letter: z.custom<NonNullable<LetterText["letter"]>>(Array.isArray).optional(),
});

/** A letter as it is kept until it is settled. */
export interface SealedLetter {
  readonly id: string;
  readonly language: string;
  readonly recipient: Uint8Array;
  readonly subject: Uint8Array;
  readonly body: Uint8Array;
}

/** What it says, and to whom. */
export function readLetter(keyring: Pick<Keyring, "decryptText">, row: SealedLetter) {
  const { id, language } = row;
  const open = (column: "recipient" | "subject" | "body") =>
    keyring.decryptText({ table: "letter", column, row: id }, row[column]);
  const text: LetterText = Text.parse(JSON.parse(open("body")));
  return { attemptId: id, language, to: open("recipient"), subject: open("subject"), text };
}
