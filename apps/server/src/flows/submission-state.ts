import type { SubmissionState } from "@fairflow/contract";
import type { StoredSubmission } from "@fairflow/db";
import { nameOf } from "../sign-in/users.ts";

/** A submission as screens show it, with people's names. */
export function submissionState(
  names: ReadonlyMap<string, string>,
  submission: StoredSubmission,
): SubmissionState {
  const { id, revision, note, status, decidedBy, decidedAt, decisionReason } = submission;
  const authors = [...new Set([submission.submittedBy, ...submission.authors])];
  return {
    id,
    revision,
    note,
    submittedBy: nameOf(names, submission.submittedBy),
    submittedAtMs: submission.submittedAt.getTime(),
    authors: authors.map((author) => nameOf(names, author)),
    status,
    decidedBy: decidedBy === null ? null : nameOf(names, decidedBy),
    decidedAtMs: decidedAt?.getTime() ?? null,
    decisionReason,
  };
}
