import type { endpoints, OutputOf } from "@fairflow/contract";

/** One task as it is opened. */
export type TaskDetail = OutputOf<(typeof endpoints)["task"]>;
