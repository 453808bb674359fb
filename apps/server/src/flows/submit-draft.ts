import {
  addSubmission,
  draftAuthors,
  isFourEyesOn,
  lockDraft,
  openSubmission,
  recordAudit,
  type StoredDraft,
  type Transaction,
} from "@fairflow/db";
import type { LawReader } from "@fairflow/engine";
import type { Flow } from "@fairflow/flow";
import { HttpError, notFound } from "../http/http-error.ts";
import { readLiveLibrary, type LiveLibrary } from "./live-library.ts";
import { storedFlow } from "./parsed-flow.ts";
import { refuseIssues } from "./refuse-issues.ts";
import { referencesOf } from "./references.ts";
import { refuseFailingScenarios } from "../test-runs/scenario-outcomes.ts";

export interface Submitting {
  readonly flowId: string;
  /** The revision that was looked at. */
  readonly revision: number;
  readonly note: string;
  readonly author: string;
  readonly now: Date;
  readonly law: LawReader;
  /** How a draft that has moved on is shown to whoever wanted to submit the earlier one. */
  readonly showDraft: (draft: StoredDraft) => unknown;
}

/**
 * Puts the draft forward, frozen with the versions of its templates, if it is still the one that was looked at, has no issues
 * and passes its scenarios.
 *
 * @returns the submission's id
 * @throws HttpError 412 with the draft as it stands, 422 with the issues or with the scenarios that fail, 409 where one is open already
 */
export async function submitDraft(tx: Transaction, submitting: Submitting): Promise<string> {
  const { flowId, author } = submitting;
  const draft = await lockDraft(tx, flowId);
  if (draft === undefined) throw notFound("flow");
  if (draft.revision !== submitting.revision) {
    throw new HttpError("stale", "The draft was changed since you looked at it.", {
      details: submitting.showDraft(draft),
    });
  }
  if ((await openSubmission(tx, flowId)) !== undefined) {
    throw new HttpError("conflict", "This draft has been submitted already.");
  }
  const flow = storedFlow(draft.document);
  const live = await readLiveLibrary(tx);
  const compiled = refuseIssues(flow, live);
  await refuseFailingScenarios(tx, submitting.law, { flowId, flow, compiled, ...live });
  const authors = await draftAuthors(tx, flowId);
  const id = await addSubmission(
    tx,
    {
      flowId,
      revision: draft.revision,
      document: flow,
      templateVersions: pinsOf(flow, live),
      note: submitting.note,
      submittedBy: author,
      authors: authors.filter((each) => each !== author),
      fourEyes: await isFourEyesOn(tx),
    },
    submitting.now,
  );
  await recordAudit(tx, [
    {
      actor: { kind: "user", id: author },
      action: "flow.submit",
      subject: { kind: "flow", id: flowId },
      after: { submission: id, revision: draft.revision },
      reason: submitting.note,
    },
  ]);
  return id;
}

/** A version sends its templates as whoever approved it saw them, whatever becomes of them later. */
export function pinsOf(
  flow: Flow,
  { templateVersions }: LiveLibrary,
): Readonly<Record<string, number>> {
  const pins = [...referencesOf(flow).templates].flatMap((id) => {
    const version = templateVersions.get(id);
    return version === undefined ? [] : [[id, version] as const];
  });
  return Object.fromEntries(pins);
}
