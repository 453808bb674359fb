import { ExitId } from "@fairflow/flow";
import { cannotBeDisabled, defineNode } from "@fairflow/interpreter";
import { z } from "zod";
import { BusinessDays, Days, endOf, sayDuration } from "../duration.ts";
import { LegalWord } from "../legal-word.ts";
import { ownExitProblems } from "../own-exits.ts";
import { plainText, quoted } from "../plain-text.ts";
import { chosen } from "../saved-id.ts";
import { daysLater } from "../wall-clock.ts";
import { wholeNumber } from "../whole-number.ts";

export const TaskConfig = z.strictObject({
  kind: z.enum(["review", "call", "visit"]),
  title: plainText(120),
  team: plainText(80),
  due: z.discriminatedUnion("kind", [Days, BusinessDays]),
  /** What the person who does the work can report; each has its own way out. */
  outcomes: z.array(z.strictObject({ id: ExitId, label: plainText(80) })).max(20),
  /** The legal step that the work is: no task is made before the law lets it through. */
  step: LegalWord.nullable().default(null),
  /** Days for which the step waits for its gate; null takes the flow's own number. */
  giveUpAfterDays: wholeNumber(1, 260).nullable().default(null),
  /** Whether people go on by a way of their own where the team has taken as much as it can today. */
  overflows: z.boolean().default(false),
});
export type TaskConfig = z.infer<typeof TaskConfig>;

const NOT_ALLOWED = { id: "not-allowed", label: "Not allowed" } as const;
const OVERFLOW = { id: "overflow", label: "Team is full today" } as const;

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
    step: null,
    giveUpAfterDays: null,
    overflows: false,
  },
  exits: ({ outcomes, step, overflows }) => [
    ...outcomes.map(({ id, label }) => ({ id, label: label === "" ? id : label })),
    { id: "overdue", label: "Overdue" },
    ...(overflows ? [OVERFLOW] : []),
    ...(step === null ? [] : [NOT_ALLOWED]),
  ],
  check: ({ title, team, outcomes, step, overflows }) => [
    ...(title.trim() === "" ? [{ message: "Give the task a title", at: ["title"] }] : []),
    ...(team.trim() === "" ? [{ message: "Say which team does it", at: ["team"] }] : []),
    ...ownExitProblems(outcomes, 1, "outcome"),
    ...(step !== null && outcomes.some(({ id }) => id === NOT_ALLOWED.id)
      ? [`"${NOT_ALLOWED.id}" is reserved; give this way out another id`]
      : []),
    ...(overflows && outcomes.some(({ id }) => id === OVERFLOW.id)
      ? [`"${OVERFLOW.id}" is reserved; give this way out another id`]
      : []),
    ...outcomes
      .flatMap(({ label }, index) => (label.trim() === "" ? [index] : []))
      .slice(0, 1)
      .map((index) => ({
        message: "Give each outcome a name",
        at: ["outcomes", index, "label"],
      })),
  ],
  // A legal step that is forbidden is known at once.
  waits: ({ step }) => step === null,
  atOnce: ({ step }) => (step === null ? [] : [NOT_ALLOWED.id]),
  whenDisabled: ({ outcomes, step }) => {
    const [first, ...others] = outcomes;
    if (step !== null) return cannotBeDisabled("what follows a legal step must not run without it");
    if (first === undefined || others.length > 0) {
      return cannotBeDisabled("nobody could say which of its outcomes came of it");
    }
    return { kind: "passes", exit: first.id };
  },
  references: ({ step }) => ({ steps: chosen(step) }),
  sentence: ({ kind, title, team, due, step }, names) => {
    const legal = step === null ? "" : `, as the legal step “${names.step(step)}”`;
    return `${VERBS[kind]} ${quoted(team, "no team")} within ${sayDuration(due)}: ${quoted(title, "no title")}${legal}`;
  },
  execute:
    ({ kind, title, team, due, outcomes, step, giveUpAfterDays, overflows }) =>
    (context) => {
      if (step !== null && context.answer !== "allowed") {
        const days = giveUpAfterDays ?? context.settings.giveUpAfterDays;
        return { kind: "ask-leave", step, giveUpMs: daysLater(context.zone, context.nowMs, days) };
      }
      const dueMs = endOf(due, context);
      return {
        kind: "await",
        exits: {},
        untilMs: dueMs,
        timeout: "overdue",
        task: {
          kind,
          title,
          team,
          dueMs,
          outcomes,
          ...(step === null ? {} : { step }),
          ...(overflows ? { overflow: OVERFLOW.id } : {}),
        },
      };
    },
});
