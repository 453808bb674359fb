/** Writes `rulepack.schema.json`, the JSON Schema of a rule pack, from the zod schema. A test fails until it is run. */
import { writeFileSync } from "node:fs";
import { rulePackSchema } from "../src/schema/rule-pack-schema.ts";

writeFileSync(
  new URL("../rulepack.schema.json", import.meta.url),
  `${JSON.stringify(rulePackSchema(), null, 2)}\n`,
);
