import { flowJsonSchema } from "@fairflow/flow";
import type { Catalog } from "@fairflow/interpreter";
import { z } from "zod";

/**
 * The JSON Schema (2020-12) of a flow in which each node's settings have the schema of its type. By `if` and `then`, since an
 * editor then shows the faults of the one type that a node names rather than of all of them.
 */
export function flowDocumentSchema(catalog: Catalog): object {
  const definitions: Record<string, unknown> = {};
  const byType = Object.values(catalog).map(({ type, config }) => {
    const {
      $schema: _,
      $defs,
      ...schema
    } = z.toJSONSchema(config, {
      io: "input",
      unrepresentable: "any",
    });
    // Schemas refer to shared parts as `#/$defs/...`, which from inside a larger one is its root.
    Object.assign(definitions, $defs);
    return {
      if: { properties: { type: { const: type } }, required: ["type"] },
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
      then: { properties: { config: schema } },
    };
  });
  const nodes = {
    items: { allOf: [{ properties: { type: { enum: Object.keys(catalog) } } }, ...byType] },
  };
  return { ...flowJsonSchema(), allOf: [{ properties: { nodes } }], $defs: definitions };
}
