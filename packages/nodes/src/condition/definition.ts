import { compileCriteria, coreFields, Criteria, describeCriteria } from "@fairflow/criteria";
import { ExitId } from "@fairflow/flow";
import { defineNode, type Outcome } from "@fairflow/interpreter";
import { z } from "zod";
import { ownExitProblems } from "../own-exits.ts";
import { plainText, quoted } from "../plain-text.ts";

const Branch = z.strictObject({ id: ExitId, label: plainText(80), criteria: Criteria });

export const ConditionConfig = z.strictObject({
  /** Asked in this order; the first whose criteria hold is taken. */
  branches: z.array(Branch).max(20),
});
export type ConditionConfig = z.infer<typeof ConditionConfig>;
type Branch = z.infer<typeof Branch>;

const ELSE: Outcome = { kind: "leave", exit: "else" };

export const condition = defineNode({
  type: "condition",
  title: "Condition",
  family: "decision",
  config: ConditionConfig,
  defaults: { branches: [{ id: "yes", label: "Yes", criteria: { kind: "all", of: [] } }] },
  exits: ({ branches }) => [
    ...branches.map(({ id, label }) => ({ id, label: label === "" ? id : label })),
    { id: "else", label: "Otherwise" },
  ],
  check: ({ branches }) => [
    ...ownExitProblems(branches, 1, "branch"),
    ...branches.flatMap((branch, index) =>
      asksNothing(branch.criteria)
        ? [
            {
              message: `${nameOf(branch)} asks nothing: add a rule`,
              at: ["branches", index, "criteria"],
            },
          ]
        : [],
    ),
  ],
  waits: () => false,
  references: ({ branches }) => ({
    criteria: branches.map((branch, index) => ({
      path: nameOf(branch),
      criteria: branch.criteria,
      at: ["branches", index, "criteria"],
    })),
  }),
  sentence: ({ branches }) =>
    `${branches.map((branch) => `${sayBranch(branch)}; `).join("")}otherwise go on`,
  execute: ({ branches }) => {
    const ways = branches.map(({ id, criteria }) => {
      const outcome: Outcome = { kind: "leave", exit: id };
      return { holds: compileCriteria(criteria), outcome };
    });
    return ({ values, today }) => ways.find(({ holds }) => holds(values, today))?.outcome ?? ELSE;
  },
});

/** The outermost "all" of nothing holds for everyone, which a branch never means. */
/** Nobody means to draw a branch that takes everyone: it is not finished. */
export function asksNothing(criteria: Criteria): boolean {
  return criteria.kind === "all" && criteria.of.length === 0;
}

function nameOf({ id, label }: Branch): string {
  return `Branch ${quoted(label, id)}`;
}

function sayBranch({ id, label, criteria }: Branch): string {
  const question = asksNothing(criteria) ? "…" : describeCriteria(criteria, coreFields);
  return `${quoted(label, id)} if ${question}`;
}
