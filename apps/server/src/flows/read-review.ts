import type { Review } from "@fairflow/contract";
import {
  flowHalts,
  isFourEyesOn,
  listVersions,
  openSubmission,
  readNodeCounts,
  readVersion,
  type Database,
  type Halt,
  type StoredVersion,
} from "@fairflow/db";
import type { Flow, FlowNode } from "@fairflow/flow";
import { compile } from "@fairflow/interpreter";
import { catalog, startConfigOf } from "@fairflow/nodes";
import { HttpError, notFound } from "../http/http-error.ts";
import { countSegment } from "../segments/count-segment.ts";
import { userNames } from "../sign-in/users.ts";
import { changedMessages } from "./changed-messages.ts";
import { whyNotDecide } from "./decide-submission.ts";
import { readLiveLibrary, type LiveLibrary } from "./live-library.ts";
import { storedFlow } from "./parsed-flow.ts";
import { pinsOf } from "./submit-draft.ts";
import { submissionState } from "./submission-state.ts";

/**
 * All that whoever decides on a submission has to know.
 *
 * @throws HttpError 404 where nothing waits for a decision or to be published
 */
export async function readReview(
  database: Database,
  { flowId, userId }: { readonly flowId: string; readonly userId: string },
): Promise<Review> {
  const submission = await openSubmission(database, flowId);
  if (submission === undefined) throw notFound("open submission of this flow");
  const [names, versions, halts, library] = await Promise.all([
    userNames(database),
    listVersions(database, flowId),
    flowHalts(database, flowId),
    readLiveLibrary(database),
  ]);
  const flow = storedFlow(submission.document);
  const number = versions.find(({ status }) => status === "live")?.number;
  const live = number === undefined ? undefined : await readVersion(database, flowId, number);
  const before =
    live === undefined
      ? undefined
      : { flow: storedFlow(live.document), templateVersions: live.templateVersions };
  const compilation = compile({
    catalog,
    flow,
    library: library.library,
    fields: library.fields,
  });
  const messages = await changedMessages(database, before, {
    flow,
    templateVersions: submission.templateVersions ?? pinsOf(flow, library),
  });
  return {
    submission: submissionState(names, submission),
    mayNotDecide: await whyNotDecide(database, submission, userId),
    fourEyes: submission.fourEyes || (await isFourEyesOn(database)),
    live:
      live === undefined || before === undefined
        ? null
        : { version: live.number, flow: before.flow },
    flow,
    issues: compilation.ok
      ? []
      : compilation.issues.map(({ node, message }) => ({ node: node ?? null, message })),
    wouldEnter: await wouldEnter(database, flow, library),
    inFlight: await inFlight(database, flowId, versions),
    messages: [...messages],
    paused: halted(halts?.paused ?? null),
    entriesStopped: halted(halts?.entriesStopped ?? null),
  };
}

export function halted(halt: Halt | null): Review["paused"] {
  return halt === null ? null : { atMs: halt.at.getTime(), reason: halt.reason };
}

async function wouldEnter(
  database: Database,
  flow: Flow,
  { library, customFields }: LiveLibrary,
): Promise<Review["wouldEnter"]> {
  const entry = startConfigOf(flow)?.entry;
  const segment =
    entry?.kind === "segment" || entry?.kind === "schedule"
      ? library.segments.get(entry.segment)
      : undefined;
  if (segment === undefined) return { kind: "told" };
  try {
    const asked = { criteria: segment.criteria, insteadOf: undefined, custom: customFields };
    const { matching, of } = await countSegment(database, asked);
    return { kind: "counted", matching, of };
  } catch (fault) {
    if (!(fault instanceof HttpError) || fault.code !== "unavailable") throw fault;
    // A count that takes too long must not keep anybody from deciding.
    return { kind: "takes-too-long" };
  }
}

/** Where people are, in every version that somebody is in. */
async function inFlight(
  database: Database,
  flowId: string,
  versions: readonly StoredVersion[],
): Promise<Review["inFlight"]> {
  const peopled = versions.filter((version) => version.inFlight > 0);
  return Promise.all(
    peopled.map(async ({ id, number, inFlight: count }) => {
      const [stored, counts] = [
        await readVersion(database, flowId, number),
        await readNodeCounts(database, id),
      ];
      const drawn = stored === undefined ? [] : storedFlow(stored.document).nodes;
      const names = new Map<string, FlowNode>(drawn.map((node) => [node.id, node]));
      const present = Map.groupBy(counts, ({ nodeId }) => nodeId);
      const nodes = [...present].flatMap(([node, rows]) => {
        const here = rows.reduce(
          (sum, row) =>
            row.metric === "entered"
              ? sum + row.count
              : row.metric === "left"
                ? sum - row.count
                : sum,
          0,
        );
        const known = names.get(node);
        return here === 0
          ? []
          : [{ node, name: known?.name === "" ? known.type : (known?.name ?? node), count: here }];
      });
      return { version: number, count, nodes: nodes.toSorted((a, b) => b.count - a.count) };
    }),
  );
}
