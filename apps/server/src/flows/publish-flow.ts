import { createHash } from "node:crypto";
import {
  listVersions,
  publishVersion,
  readClock,
  recordAudit,
  type StoredSubmission,
  type Transaction,
} from "@fairflow/db";
import { askToEnrol, type Jobs } from "@fairflow/engine";
import { canonicalJson } from "@fairflow/flow";
import { HttpError } from "../http/http-error.ts";
import { lockedSubmission, whyNotDecide } from "./decide-submission.ts";
import { readLiveLibrary } from "./live-library.ts";
import { storedFlow } from "./parsed-flow.ts";
import { refuseIssues } from "./refuse-issues.ts";
import { pinsOf } from "./submit-draft.ts";

export interface Publishing {
  readonly flowId: string;
  readonly submissionId: string;
  readonly reason: string;
  readonly author: string;
  readonly now: Date;
  /** By the engine's clock; at once where absent. */
  readonly startsAt?: Date | undefined;
  /** The share of new entries that it takes at first, 1 to 99. */
  readonly sharePercent?: number | undefined;
  readonly jobs: Jobs;
}

/**
 * Makes what was approved a version: live at once, from a time on, or for a share of new entries. It is compiled once more,
 * since segments may have changed. Those whom its start admits enter once this commits.
 *
 * @returns the number of the version
 * @throws HttpError 403 for one of its authors, 409 for what is not approved, 422 with the issues
 */
export async function publishFlow(tx: Transaction, publishing: Publishing): Promise<number> {
  const { flowId, author, startsAt, sharePercent } = publishing;
  const submission = await lockedSubmission(tx, flowId, publishing.submissionId);
  if (submission.status !== "approved") {
    throw new HttpError("conflict", "Nobody has approved this draft yet.");
  }
  const refusal = await whyNotDecide(tx, submission, author);
  if (refusal !== null) throw new HttpError("not-allowed", refusal);
  await refuseWhen(tx, publishing);
  const flow = storedFlow(submission.document);
  const live = await readLiveLibrary(tx);
  refuseIssues(flow, live);
  const version = await publishVersion(
    tx,
    {
      flowId,
      document: flow,
      templateVersions: submission.templateVersions ?? pinsOf(flow, live),
      checksum: createHash("sha256").update(canonicalJson(flow)).digest(),
      note: publishing.reason,
      publishedBy: author,
      submissionId: submission.id,
      startsAt,
      sharePercent,
    },
    publishing.now,
  );
  await recordAudit(tx, [audited(publishing, submission, version)]);
  await askToEnrol(publishing.jobs, tx);
  return version;
}

/** @throws HttpError for a time that is over, and for a second trial or a second version for later */
async function refuseWhen(
  tx: Transaction,
  { flowId, startsAt, sharePercent }: Publishing,
): Promise<void> {
  const { now } = await readClock(tx);
  if (startsAt !== undefined && startsAt <= now) {
    throw new HttpError("invalid", "This time is over already.");
  }
  const open = await listVersions(tx, flowId);
  const scheduled = open.find(({ status }) => status === "scheduled");
  if (scheduled !== undefined) {
    throw new HttpError(
      "conflict",
      `Version ${scheduled.number} is to begin later: cancel it first.`,
    );
  }
  const trial = open.find(({ status }) => status === "trial");
  if (trial !== undefined && sharePercent !== undefined) {
    throw new HttpError("conflict", `Version ${trial.number} is on trial: settle that first.`);
  }
  if (sharePercent !== undefined && !open.some(({ status }) => status === "live")) {
    throw new HttpError("conflict", "No version is live that could take the other entries.");
  }
}

function audited(
  { flowId, author, reason, startsAt, sharePercent }: Publishing,
  { id: submission, revision }: StoredSubmission,
  version: number,
) {
  return {
    actor: { kind: "user" as const, id: author },
    action: "flow.publish",
    subject: { kind: "flow", id: flowId },
    after: {
      version,
      revision,
      submission,
      ...(startsAt === undefined ? {} : { startsAt: startsAt.toISOString() }),
      ...(sharePercent === undefined ? {} : { sharePercent }),
    },
    reason,
  };
}
