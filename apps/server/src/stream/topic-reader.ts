import type { StreamEvent, StreamTopic } from "@fairflow/contract";
import {
  commentsRevision,
  debtorRevision,
  draftHead,
  presentIn,
  shownVersion,
  versionNumbered,
} from "@fairflow/db";
import { NodeId } from "@fairflow/flow";
import type { AppDeps } from "../app-deps.ts";
import { countsReader } from "../flows/version-counts.ts";
import { readFrame } from "../frame/read-frame.ts";
import { importState } from "../imports/import-state.ts";
import { nameOf, userNames } from "../sign-in/users.ts";

/** The clock runs on by itself; who watches it is told again this often, so that no screen drifts. */
const CLOCK_AGAIN_MS = 10_000;

/** How a topic stands now. While `mark` is the same, nothing happened that is worth telling. */
export interface TopicState {
  readonly mark: string;
  readonly event: StreamEvent;
}

/** Reads one topic again and again; undefined where there is nothing of it to tell. */
export type TopicReader = () => Promise<TopicState | undefined>;

export function topicReader(deps: AppDeps, topic: StreamTopic): TopicReader {
  if (topic === "frame") return () => frameState(deps);
  const [kind, id = "", version] = topic.split(":");
  if (kind === "flow") return flowReader(deps, id, version);
  if (kind === "draft") return () => draftState(deps, id);
  if (kind === "debtor") return () => debtorState(deps, id);
  return async () => {
    const state = await importState(deps, id);
    return state === undefined
      ? undefined
      : { mark: JSON.stringify(state), event: { kind: "import", state } };
  };
}

/** Who has a draft open, which revision stands, and whether something was said. */
async function draftState(
  { database, realNow }: AppDeps,
  flowId: string,
): Promise<TopicState | undefined> {
  const [head, present, comments] = await Promise.all([
    draftHead(database, flowId),
    presentIn(database, flowId, realNow()),
    commentsRevision(database, flowId),
  ]);
  if (head === undefined) return undefined;
  const names = await userNames(database);
  const event = {
    kind: "draft" as const,
    flowId,
    revision: head.revision,
    changedBy: nameOf(names, head.updatedBy),
    people: present.map(({ windowId, userId, nodeId }) => ({
      windowId,
      userId,
      name: nameOf(names, userId),
      node: NodeId.nullable().parse(nodeId),
    })),
    comments,
  };
  return { mark: JSON.stringify(event), event };
}

async function debtorState({ database }: AppDeps, debtorId: string): Promise<TopicState> {
  return { mark: await debtorRevision(database, debtorId), event: { kind: "debtor", debtorId } };
}

async function frameState(deps: AppDeps): Promise<TopicState> {
  const frame = await readFrame(deps);
  const { nowMs: _, ...clock } = frame.clock;
  const turn = Math.floor(deps.realNow().getTime() / CLOCK_AGAIN_MS);
  return {
    mark: JSON.stringify({ clock, sending: frame.sending, turn }),
    event: { kind: "frame", frame },
  };
}

/** The numbers of a version; where none is named of the live one, or the latest where none is live. */
function flowReader(deps: AppDeps, flowId: string, version: string | undefined): TopicReader {
  let versionId: string | undefined;
  let read: ReturnType<typeof countsReader> | undefined;
  return async () => {
    const shown =
      version === undefined
        ? await shownVersion(deps.database, flowId)
        : await versionNumbered(deps.database, flowId, Number(version));
    if (shown === undefined) return undefined;
    if (read === undefined || versionId !== shown.id) {
      versionId = shown.id;
      read = countsReader({ flowId, versionId: shown.id, number: shown.number });
    }
    const counts = await read(deps.database, deps.realNow());
    const { asOfMs: _, ...rest } = counts;
    return { mark: JSON.stringify(rest), event: { kind: "counts", counts } };
  };
}
