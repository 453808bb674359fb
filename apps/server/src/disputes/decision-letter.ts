import type { DisputeDetail, Endpoints, OutputOf, SignedInUser } from "@fairflow/contract";
import {
  lockDebtors,
  readDispute,
  readDisputeWords,
  recordAudit,
  type StoredDispute,
  type Transaction,
} from "@fairflow/db";
import { planAnswerIn, previewAnswer, type FactDeps, type PlannedAnswer } from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";
import { HttpError, notFound } from "../http/http-error.ts";

type LetterDeps = Pick<AppDeps, "database" | "facts" | "keys">;

const SUBJECTS = {
  dispute: "Your dispute",
  query: "Your question",
  complaint: "Your complaint",
} as const;

const PURPOSE = "reply_to_consumer";

/** The trail's actions that planned the message. */
const SENT_BY = ["dispute.decide", "dispute.send-decision"] as const;

/** What is over and reached nobody. */
const UNSENT: ReadonlySet<string> = new Set(["deferred", "forbidden", "failed", "withdrawn"]);

/** Plans the message with a decision, as one that the gate judges. */
export function planDecisionLetter(
  { facts, keys }: Pick<LetterDeps, "facts" | "keys">,
  tx: Transaction,
  { dispute, words }: { readonly dispute: StoredDispute; readonly words: string },
): Promise<PlannedAnswer> {
  return planAnswerIn({ ...facts, keyring: keys() }, tx, {
    accountId: dispute.accountId,
    purpose: PURPOSE,
    subject: subjectOf(dispute),
    words,
  });
}

/** How the message with a decision would go if it were taken now. */
export async function previewedLetter(
  facts: FactDeps,
  tx: Transaction,
  dispute: StoredDispute,
): Promise<OutputOf<Endpoints["previewDecision"]>["answer"]> {
  const { accountId } = dispute;
  const would = await previewAnswer(facts, tx, { accountId, purpose: PURPOSE });
  return {
    subject: subjectOf(dispute),
    channel: would?.channel ?? null,
    goesAtMs: would?.at?.getTime() ?? null,
  };
}

function subjectOf({ kind, accountReference }: StoredDispute): string {
  return `${SUBJECTS[kind]} about ${accountReference}`;
}

/** What the trail says of a message that was planned, or could not be. */
export function toldOfLetter(letter: PlannedAnswer): Readonly<Record<string, string | undefined>> {
  return {
    letter: letter.kind,
    attemptId: letter.kind === "no-address" ? undefined : letter.attemptId,
  };
}

/**
 * Plans the message with a decision once more, where none was sent: the gate refused it, no address was there, or the
 * provider gave it back. What is on its way, or arrived, is never sent twice.
 *
 * @throws HttpError
 */
export async function sendDecisionAgain(
  deps: LetterDeps,
  { id, user }: { readonly id: string; readonly user: SignedInUser },
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const known = await readDispute(tx, id);
    if (known === undefined) throw notFound("dispute");
    // Of two who ask at once the second finds the message of the first.
    await lockDebtors(tx, [known.debtorId]);
    const dispute = (await readDispute(tx, id)) ?? known;
    const { decision } = await readDisputeWords(tx, deps.keys(), id);
    if (dispute.status === "open" || decision === null) {
      throw new HttpError("conflict", "Nothing is decided yet.");
    }
    const letter = await decisionLetterOf(tx, id);
    if (letter?.isUnsent === false) {
      throw new HttpError("conflict", "The decision is on its way to them already.");
    }
    const planned = await planDecisionLetter(deps, tx, { dispute, words: decision });
    await recordAudit(tx, [
      {
        actor: { kind: "user", id: user.id },
        action: "dispute.send-decision",
        subject: { kind: "dispute", id },
        after: toldOfLetter(planned),
      },
    ]);
  });
}

/** What became of the newest message with the decision, as the trail names it; null where none was planned. */
export async function decisionLetterOf(
  { sql }: Transaction,
  disputeId: string,
): Promise<DisputeDetail["letter"]> {
  const [letter] = await sql<{ status: string; channel: string }[]>`
    select attempt.status, channel
    from audit join attempt on attempt.id = (audit.after ->> 'attemptId')::uuid
    where subject_kind = 'dispute' and subject_id = ${disputeId} and action = any(${SENT_BY})
    order by audit.id desc limit 1`;
  return letter === undefined ? null : { ...letter, isUnsent: UNSENT.has(letter.status) };
}
