import { defineNode, type Outcome } from "@fairflow/interpreter";
import { z } from "zod";
import { endOf, sayDuration, type Duration } from "../duration.ts";
import { plainText, quoted } from "../plain-text.ts";
import { wholeNumber } from "../whole-number.ts";

export const PauseOnDisputeConfig = z.strictObject({
  team: plainText(80),
  title: plainText(120),
  dueInBusinessDays: wholeNumber(1, 60),
});
export type PauseOnDisputeConfig = z.infer<typeof PauseOnDisputeConfig>;

const OUTCOMES = [
  { id: "accepted", label: "Accepted" },
  { id: "partly-accepted", label: "Partly accepted" },
  { id: "rejected", label: "Rejected" },
] as const;
const CLEAR: Outcome = { kind: "leave", exit: "clear" };

/** Where a run goes the moment a dispute opens, wherever it stands. It is a root of the graph, so nothing need lead to it. */
export const pauseOnDispute = defineNode({
  type: "pause-on-dispute",
  title: "Pause on dispute",
  family: "human",
  role: "pause",
  config: PauseOnDisputeConfig,
  defaults: { team: "Disputes", title: "Look into the dispute", dueInBusinessDays: 5 },
  exits: () => [...OUTCOMES, { id: "clear", label: "No dispute" }],
  check: ({ team, title }) => [
    ...(team.trim() === "" ? [{ message: "Say which team decides", at: ["team"] }] : []),
    ...(title.trim() === "" ? [{ message: "Give the task a title", at: ["title"] }] : []),
  ],
  waits: () => false,
  atOnce: () => ["clear"],
  sentence: ({ team, dueInBusinessDays }) =>
    `When a dispute opens, stop and ask ${quoted(team, "no team")} to decide within ${sayDuration(due(dueInBusinessDays))}`,
  execute: ({ team, title, dueInBusinessDays }) => {
    const duration = due(dueInBusinessDays);
    return (context) => {
      if (!context.disputeOpen) return CLEAR;
      const dueMs = endOf(duration, context);
      return {
        kind: "await-decision",
        task: { kind: "review", title, team, dueMs, outcomes: OUTCOMES },
      };
    };
  },
});

function due(days: number): Duration {
  return { kind: "business-days", days };
}
