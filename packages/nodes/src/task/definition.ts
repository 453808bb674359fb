import { ExitId } from "@fairflow/flow";
import { defineNode } from "@fairflow/interpreter";
import { z } from "zod";
import { BusinessDays, Days, endOf, sayDuration } from "../duration.ts";
import { ownExitProblems } from "../own-exits.ts";
import { plainText, quoted } from "../plain-text.ts";

export const TaskConfig = z.strictObject({
  kind: z.enum(["review", "call", "visit"]),
  title: plainText(120),
  team: plainText(80),
  due: z.discriminatedUnion("kind", [Days, BusinessDays]),
  /** What the person who does the work can report; each has its own way out. */
  outcomes: z.array(z.strictObject({ id: ExitId, label: plainText(80) })).max(20),
});
export type TaskConfig = z.infer<typeof TaskConfig>;

const VERBS: Readonly<Record<TaskConfig["kind"], string>> = {
  review: "Ask for a review by",
  call: "Ask for a call by",
  visit: "Ask for a visit by",
};

export const task = defineNode({
  type: "task",
  title: "Task",
  family: "human",
  config: TaskConfig,
  defaults: {
    kind: "review",
    title: "Review the account",
    team: "Collections",
    due: { kind: "business-days", days: 2 },
    outcomes: [{ id: "done", label: "Done" }],
  },
  exits: ({ outcomes }) => [
    ...outcomes.map(({ id, label }) => ({ id, label: label === "" ? id : label })),
    { id: "overdue", label: "Overdue" },
  ],
  check: ({ title, team, outcomes }) => [
    ...(title.trim() === "" ? ["Give the task a title"] : []),
    ...(team.trim() === "" ? ["Say which team does it"] : []),
    ...ownExitProblems(outcomes, 1, "outcome"),
    ...(outcomes.some(({ label }) => label.trim() === "") ? ["Give each outcome a name"] : []),
  ],
  waits: () => true,
  sentence: ({ kind, title, team, due }) =>
    `${VERBS[kind]} ${quoted(team, "no team")} within ${sayDuration(due)}: ${quoted(title, "no title")}`,
  execute:
    ({ kind, title, team, due, outcomes }) =>
    (context) => {
      const dueMs = endOf(due, context);
      return {
        kind: "await",
        exits: {},
        untilMs: dueMs,
        timeout: "overdue",
        task: { kind, title, team, dueMs, outcomes },
      };
    },
});
