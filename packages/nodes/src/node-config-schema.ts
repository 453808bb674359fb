import type { NodeDefinition } from "@fairflow/interpreter";
import { z } from "zod";

/** The JSON Schema (2020-12) of the settings of one type of node, as they are written. */
export function nodeConfigSchema({ config }: NodeDefinition): object {
  return z.toJSONSchema(config, { io: "input", unrepresentable: "any" });
}
