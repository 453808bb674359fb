import { endpoints, type Role } from "@fairflow/contract";
import { call } from "../../server/call.ts";

/** Something that is done to a flow as it runs, after a reason. */
export interface Operation {
  readonly label: string;
  /** What it means for people, before it is done. */
  readonly meaning: string;
  readonly done: string;
  readonly roles: readonly Role[];
  readonly isDanger?: boolean;
  readonly run: (flowId: string, reason: string) => Promise<unknown>;
}

export type OperationKind =
  | "pause"
  | "resume"
  | "stop-entries"
  | "open-entries"
  | "trial-all"
  | "trial-none"
  | "cancel-scheduled"
  | "retire";

const PAUSERS = ["admin", "manager"] as const;
const PUBLISHERS = ["admin"] as const;

const halting =
  (kind: "paused" | "entriesStopped", isOn: boolean): Operation["run"] =>
  (id, reason) =>
    call(endpoints.haltFlow, { params: { id }, body: { kind, isOn, reason } });

const settling =
  (decision: "all" | "none"): Operation["run"] =>
  (id, reason) =>
    call(endpoints.settleTrial, { params: { id }, body: { decision, reason } });

export const OPERATIONS: Readonly<Record<OperationKind, Operation>> = {
  pause: {
    label: "Pause this flow",
    meaning: "Nobody enters and nothing is sent until it goes on. Waits go on counting.",
    done: "The flow is paused",
    roles: PAUSERS,
    run: halting("paused", true),
  },
  resume: {
    label: "Let it go on",
    meaning: "People enter again, and what waited is sent as the rules allow.",
    done: "The flow goes on",
    roles: PAUSERS,
    run: halting("paused", false),
  },
  "stop-entries": {
    label: "Stop entries",
    meaning: "Nobody new comes in. Whoever is inside goes on to the end.",
    done: "Nobody enters any more",
    roles: PAUSERS,
    run: halting("entriesStopped", true),
  },
  "open-entries": {
    label: "Open entries again",
    meaning: "Whoever fits its start comes in again, from now on.",
    done: "People enter again",
    roles: PAUSERS,
    run: halting("entriesStopped", false),
  },
  "trial-all": {
    label: "Give the trial all new entries",
    meaning: "The version on trial becomes the live one. Whoever is inside the other stays on it.",
    done: "The version on trial is live",
    roles: PUBLISHERS,
    run: settling("all"),
  },
  "trial-none": {
    label: "End the trial",
    meaning: "The version on trial is retired; the live one takes all who enter.",
    done: "The trial is over",
    roles: PUBLISHERS,
    run: settling("none"),
  },
  "cancel-scheduled": {
    label: "Cancel the version for later",
    meaning: "It never begins. The draft stays as it is.",
    done: "It will not begin",
    roles: PUBLISHERS,
    run: (id, reason) => call(endpoints.cancelScheduled, { params: { id }, body: { reason } }),
  },
  retire: {
    label: "Retire this flow",
    meaning:
      "Nobody enters by any of its versions. Whoever is inside goes on to the end. Publishing anew brings it back.",
    done: "The flow is retired",
    roles: PUBLISHERS,
    isDanger: true,
    run: (id, reason) => call(endpoints.retireFlow, { params: { id }, body: { reason } }),
  },
};
