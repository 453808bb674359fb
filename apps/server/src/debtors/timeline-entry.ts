import type { TimelineEntry } from "@fairflow/contract";
import type { FlowPlace } from "@fairflow/db";
import { stepName } from "./step-words.ts";

/** An entry without what few have. */
export function entry({
  at,
  ...own
}: Partial<TimelineEntry> & {
  readonly id: string;
  readonly at: Date;
  readonly kind: TimelineEntry["kind"];
  readonly title: string;
}): TimelineEntry {
  return {
    atMs: at.getTime(),
    attemptId: null,
    detail: null,
    channel: null,
    body: null,
    rules: [],
    flow: null,
    ...own,
  };
}

/** The step at which something happened, as an entry names it. */
export function flowOf({ flowId, flowName, version, nodeId, node }: FlowPlace) {
  return {
    id: flowId,
    name: flowName,
    version,
    node: nodeId,
    nodeName: stepName(node, nodeId),
  };
}
