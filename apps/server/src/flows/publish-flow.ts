import { createHash } from "node:crypto";
import {
  lockDraft,
  publishVersion,
  recordAudit,
  type StoredDraft,
  type Transaction,
} from "@fairflow/db";
import { askToEnrol, type Jobs } from "@fairflow/engine";
import type { Flow } from "@fairflow/flow";
import { compile } from "@fairflow/interpreter";
import { catalog } from "@fairflow/nodes";
import { HttpError, notFound } from "../http/http-error.ts";
import { canonicalJson } from "./canonical-json.ts";
import { readLiveLibrary, type LiveLibrary } from "./live-library.ts";
import { storedFlow } from "./parsed-flow.ts";
import { referencesOf } from "./references.ts";

export interface Publishing {
  readonly flowId: string;
  /** The revision that was looked at. */
  readonly revision: number;
  readonly reason: string;
  readonly author: string;
  readonly now: Date;
  readonly jobs: Jobs;
  /** How a draft that has moved on is shown to whoever wanted to publish the earlier one. */
  readonly showDraft: (draft: StoredDraft) => unknown;
}

/**
 * Makes the draft the live version, if it is still the one that was looked at and has no issues (`compile`, the same
 * function that the canvas asks). Those whom its start admits enter once this commits.
 *
 * @returns the number of the version
 * @throws HttpError 412 with the draft as it stands, 422 with the issues
 */
export async function publishFlow(tx: Transaction, publishing: Publishing): Promise<number> {
  const draft = await lockDraft(tx, publishing.flowId);
  if (draft === undefined) throw notFound("flow");
  if (draft.revision !== publishing.revision) {
    throw new HttpError("stale", "The draft was changed since you looked at it.", {
      details: publishing.showDraft(draft),
    });
  }
  const flow = storedFlow(draft.document);
  const live = await readLiveLibrary(tx);
  refuseIssues(flow, live);
  const version = await publishVersion(
    tx,
    {
      flowId: publishing.flowId,
      document: flow,
      templateVersions: pinsOf(flow, live),
      checksum: createHash("sha256").update(canonicalJson(flow)).digest(),
      note: publishing.reason,
      publishedBy: publishing.author,
    },
    publishing.now,
  );
  await recordAudit(tx, [
    {
      actor: { kind: "user", id: publishing.author },
      action: "flow.publish",
      subject: { kind: "flow", id: publishing.flowId },
      after: { version, revision: draft.revision },
      reason: publishing.reason,
    },
  ]);
  await askToEnrol(publishing.jobs, tx);
  return version;
}

function refuseIssues(flow: Flow, { library, fields }: LiveLibrary): void {
  const compilation = compile({ catalog, flow, library, fields });
  if (compilation.ok) return;
  const { issues } = compilation;
  const what = issues.length === 1 ? "a problem" : `${issues.length} problems`;
  throw new HttpError("invalid", `The flow has ${what} and cannot run yet.`, {
    details: { issues },
  });
}

/** A version sends its templates as they are now, whatever becomes of them later. */
function pinsOf(flow: Flow, { templateVersions }: LiveLibrary): Readonly<Record<string, number>> {
  const pins = [...referencesOf(flow).templates].flatMap((id) => {
    const version = templateVersions.get(id);
    return version === undefined ? [] : [[id, version] as const];
  });
  return Object.fromEntries(pins);
}
