import { defineNode } from "@fairflow/interpreter";
import { z } from "zod";
import { plainText, quoted } from "../plain-text.ts";

export const EndConfig = z.strictObject({ reason: plainText(80) });
export type EndConfig = z.infer<typeof EndConfig>;

export const end = defineNode({
  type: "end",
  title: "End",
  family: "exit",
  config: EndConfig,
  defaults: { reason: "Done" },
  exits: () => [],
  check: ({ reason }) =>
    reason.trim() === "" ? [{ message: "Say why the flow ends here", at: ["reason"] }] : [],
  waits: () => false,
  sentence: ({ reason }) => `End here: ${quoted(reason, "no reason")}`,
  execute: ({ reason }) => {
    const outcome = { kind: "end", reason, success: false } as const;
    return () => outcome;
  },
});
