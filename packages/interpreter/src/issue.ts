import type { ExitId, NodeId } from "@fairflow/flow";
import type { ConfigPath } from "./node-problem.ts";

/** What stands between a draft and a flow that can run, in plain words; `node` is missing when it concerns the whole flow. */
export interface Issue {
  readonly node?: NodeId;
  readonly message: string;
  /** Where in the node's settings, where that is known. */
  readonly at?: ConfigPath;
  /** The way out that it is about. */
  readonly exit?: ExitId;
}
