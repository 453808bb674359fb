import {
  isFourEyesOn,
  lockDraft,
  openSubmission,
  recordAudit,
  settleSubmission,
  type StoredSubmission,
  type Transaction,
} from "@fairflow/db";
import { HttpError, notFound } from "../http/http-error.ts";

export interface Deciding {
  readonly flowId: string;
  readonly by: string;
  readonly now: Date;
}

/**
 * Approves a submission, or sends it back with a reason.
 *
 * @throws HttpError 403 for one of its authors, 409 for one that is decided on or was withdrawn
 */
export async function decideSubmission(
  tx: Transaction,
  deciding: Deciding & {
    readonly submissionId: string;
    readonly decision: "approved" | "changes_requested";
    readonly reason: string;
  },
): Promise<void> {
  const { flowId, by, decision, reason } = deciding;
  const submission = await lockedSubmission(tx, flowId, deciding.submissionId);
  if (submission.status !== "submitted") {
    throw new HttpError("conflict", "Somebody has approved this submission already.");
  }
  const refusal = await whyNotDecide(tx, submission, by);
  if (refusal !== null) throw new HttpError("not-allowed", refusal);
  await settleSubmission(
    tx,
    { id: submission.id, status: decision, by, reason: reason === "" ? null : reason },
    deciding.now,
  );
  await recordAudit(tx, [
    {
      actor: { kind: "user", id: by },
      action: decision === "approved" ? "flow.approve" : "flow.send-back",
      subject: { kind: "flow", id: flowId },
      after: { submission: submission.id, revision: submission.revision },
      ...(reason === "" ? {} : { reason }),
    },
  ]);
}

/** Takes back what was put forward, approved or not. @throws HttpError 404 where nothing is */
export async function withdrawSubmission(
  tx: Transaction,
  { flowId, by, now }: Deciding,
): Promise<void> {
  await lockDraft(tx, flowId);
  const open = await openSubmission(tx, flowId);
  if (open === undefined) throw notFound("open submission of this flow");
  await settleSubmission(tx, { id: open.id, status: "withdrawn", by, reason: null }, now);
  await recordAudit(tx, [withdrawal(flowId, open.id, by)]);
}

/** The trail's entry for a submission that was taken back, by hand or by an edit. */
export function withdrawal(flowId: string, submissionId: string, by: string, reason?: string) {
  return {
    actor: { kind: "user" as const, id: by },
    action: "flow.withdraw",
    subject: { kind: "flow", id: flowId },
    before: { submission: submissionId },
    reason,
  };
}

/** The submission under the draft's lock, so that no edit comes between. @throws HttpError */
export async function lockedSubmission(
  tx: Transaction,
  flowId: string,
  submissionId: string,
): Promise<StoredSubmission> {
  if ((await lockDraft(tx, flowId)) === undefined) throw notFound("flow");
  const open = await openSubmission(tx, flowId);
  if (open?.id === submissionId) return open;
  throw new HttpError(
    "conflict",
    "This submission no longer stands: the draft was changed, or somebody has decided.",
  );
}

/** Why somebody may not decide on a submission or publish it, in words for them; null where they may. */
export async function whyNotDecide(
  tx: Transaction,
  { fourEyes, submittedBy, authors }: StoredSubmission,
  userId: string,
): Promise<string | null> {
  // Where it was asked for when the draft was submitted, switching it off meanwhile changes nothing.
  if (!fourEyes && !(await isFourEyesOn(tx))) return null;
  if (submittedBy === userId) return "You submitted this draft, so somebody else must decide.";
  if (authors.includes(userId)) {
    return "You changed this draft since the version before, so somebody else must decide.";
  }
  return null;
}
