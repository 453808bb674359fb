import { recordAudit, type AuditEntry, type Transaction } from "@fairflow/db";
import { liftHoldByIdIn, type FactDeps } from "@fairflow/engine";
import { HttpError, notFound } from "../http/http-error.ts";

/** Lifts a hold with its line on the trail. @throws HttpError where it cannot be lifted so */
export async function liftAudited(
  facts: FactDeps,
  tx: Transaction,
  lifting: {
    readonly holdId: string;
    readonly reason: string;
    readonly evidence?: string | undefined;
    readonly author: string;
  },
  actor: AuditEntry["actor"],
): Promise<void> {
  const { holdId, reason, evidence, author } = lifting;
  const lifted = await liftHoldByIdIn(facts, tx, { holdId, reason, evidence, author });
  switch (lifted.kind) {
    case "not-in-force":
      throw notFound("hold in force");
    case "not-by-hand":
      throw new HttpError("conflict", `A hold ${lifted.state} ends by a fact of its own.`);
    case "not-theirs":
      throw new HttpError("conflict", `This hold ${lifted.state} was placed by somebody else.`);
    case "needs-evidence":
      throw new HttpError("invalid", "Say which document or message shows that it was a mistake.");
    case "other-event":
      throw new HttpError(
        "invalid",
        `A hold ${lifted.state} is ended by: ${lifted.endedBy.join(", ")}.`,
      );
    case "lifted":
      await recordAudit(tx, [
        {
          actor,
          action: "hold.lift",
          subject: { kind: "hold", id: holdId },
          after: { debtorId: lifted.debtorId, state: lifted.state, evidence },
          reason,
        },
      ]);
  }
}
