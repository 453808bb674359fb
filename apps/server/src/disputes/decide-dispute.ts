import type { Decision, SignedInUser } from "@fairflow/contract";
import { readDispute, recordAudit, saveDecisionWords } from "@fairflow/db";
import { resolveDisputeIn, WrongAdjustmentError } from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import { planDecisionLetter, toldOfLetter } from "./decision-letter.ts";

interface Deciding {
  readonly id: string;
  readonly decision: Decision;
  readonly adjustMinor?: number | undefined;
  readonly words: string;
  readonly sent: readonly string[];
  readonly user: SignedInUser;
}

/**
 * Decides a dispute, a question or a complaint: the debt is adjusted, runs go on, and the answer is planned as a message that
 * the gate judges, all or nothing.
 *
 * @throws HttpError
 */
export async function decideDispute(
  { database, facts, keys }: Pick<AppDeps, "database" | "facts" | "keys">,
  { id, decision, adjustMinor, words, sent, user }: Deciding,
): Promise<void> {
  await database
    .transaction(async (tx) => {
      const dispute = await readDispute(tx, id);
      if (dispute === undefined) throw notFound("dispute");
      if (adjustMinor !== undefined && decision === "rejected") {
        throw new HttpError("invalid", "What is rejected takes nothing off the debt.");
      }
      // Before the decision: an account that it settles has nobody left to write to about a debt.
      const letter = await planDecisionLetter({ facts, keys }, tx, { dispute, words });
      const isDecided = await resolveDisputeIn(facts, tx, {
        disputeId: id,
        decision,
        author: user.id,
        evidence: sent,
        adjustBy: adjustMinor,
      });
      if (!isDecided) throw new HttpError("conflict", "Somebody has decided this.");
      await saveDecisionWords(tx, keys(), { id, words });
      await recordAudit(tx, [
        {
          actor: { kind: "user", id: user.id },
          action: "dispute.decide",
          subject: { kind: "dispute", id },
          after: {
            decision,
            adjustMinor,
            sent,
            ...toldOfLetter(letter),
          },
        },
      ]);
    })
    .catch((fault: unknown) => {
      if (!(fault instanceof WrongAdjustmentError)) throw fault;
      throw new HttpError("invalid", "A decision can take off no more than is owed.");
    });
}
