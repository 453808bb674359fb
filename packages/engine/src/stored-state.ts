import { Run } from "@fairflow/interpreter";

/** What a run's row says of it beside `state`. */
export interface RunColumns {
  readonly status: string;
  readonly nodeId: string | null;
  readonly state: unknown;
}

/** What a run without news looks like; only what differs is stored, since every wake-up writes it anew. */
const AS_NEW = {
  waiting: null,
  messagesSent: 0,
  holds: [],
  interrupted: null,
  passesOver: [],
  ended: null,
} as const;

/** A run as the JSON text of its `state` column. Its status and node stand in columns of their own. */
export function stateText(run: Run): string {
  const { visit, waiting, visits, startedMs, enteredMs, messagesSent, holds, interrupted } = run;
  const { passesOver, heldOut, ended } = run;
  return JSON.stringify({
    visit,
    visits,
    startedMs,
    enteredMs,
    ...(waiting === null ? {} : { waiting }),
    ...(messagesSent === 0 ? {} : { messagesSent }),
    ...(holds.length === 0 ? {} : { holds }),
    ...(interrupted === null ? {} : { interrupted }),
    ...(passesOver.length === 0 ? {} : { passesOver }),
    ...(heldOut === true ? { heldOut } : {}),
    ...(ended === null ? {} : { ended }),
  });
}

/** The run of a row. An ended one keeps its last node in the column and stands at none. */
export function runOf({ status, nodeId, state }: RunColumns): Run {
  const node = status === "ended" ? null : nodeId;
  return Run.parse({ ...AS_NEW, ...Object(state), status, node });
}
