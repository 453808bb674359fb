import { defineNode } from "@fairflow/interpreter";
import { z } from "zod";
import { plainText, quoted } from "../plain-text.ts";

export const GoalConfig = z.strictObject({ name: plainText(80) });
export type GoalConfig = z.infer<typeof GoalConfig>;

export const goal = defineNode({
  type: "goal",
  title: "Goal",
  family: "exit",
  config: GoalConfig,
  defaults: { name: "Paid" },
  exits: () => [],
  check: ({ name }) =>
    name.trim() === "" ? [{ message: "Give the goal a name", at: ["name"] }] : [],
  waits: () => false,
  sentence: ({ name }) => `Count it as a success: ${quoted(name, "no name")}`,
  execute: ({ name }) => {
    const outcome = { kind: "end", reason: name, success: true } as const;
    return () => outcome;
  },
});
