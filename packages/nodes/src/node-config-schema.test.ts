import { expect, test } from "vitest";
import { catalog } from "./catalog.ts";
import { nodeConfigSchema } from "./node-config-schema.ts";

test("the schema of every type of node names each of its settings", () => {
  for (const definition of Object.values(catalog)) {
    const schema = JSON.stringify(nodeConfigSchema(definition));

    const unnamed = Object.keys(definition.defaults).filter((key) => !schema.includes(`"${key}"`));
    expect({ type: definition.type, unnamed }).toEqual({ type: definition.type, unnamed: [] });
  }
});
