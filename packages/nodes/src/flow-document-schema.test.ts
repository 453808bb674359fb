import { expect, test } from "vitest";
import { z } from "zod";
import { catalog } from "./catalog.ts";
import { flowDocumentSchema } from "./flow-document-schema.ts";

const Branch = z.object({
  if: z.object({ properties: z.object({ type: z.object({ const: z.string() }) }) }),
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
  then: z.object({ properties: z.object({ config: z.record(z.string(), z.unknown()) }) }),
});
const Schema = z.object({
  allOf: z.tuple([
    z.object({
      properties: z.object({
        nodes: z.object({ items: z.object({ allOf: z.tuple([z.unknown()], Branch) }) }),
      }),
    }),
  ]),
  $defs: z.record(z.string(), z.unknown()),
});

const schema = flowDocumentSchema(catalog);
const parsed = Schema.parse(schema);
const [, ...branches] = parsed.allOf[0].properties.nodes.items.allOf;

test("each type's settings have the schema of that type", () => {
  const configs = branches.map((branch) => [
    branch.if.properties.type.const,
    branch.then.properties.config["$ref"] ?? branch.then.properties.config["properties"] ?? "union",
  ]);

  expect(configs.map(([type]) => type)).toEqual(Object.keys(catalog));
  expect(configs.find(([type]) => type === "sms")?.[1]).toHaveProperty("template");
});

test("what it refers to is there", () => {
  const text = JSON.stringify(schema);
  const references = [...text.matchAll(/"\$ref":"#\/\$defs\/([^"]+)"/g)].map(([, name]) => name);

  expect(
    references.filter((name) => name === undefined || !Object.hasOwn(parsed.$defs, name)),
  ).toEqual([]);
  expect(references.length).toBeGreaterThan(0);
  expect(text).not.toContain('"$ref":"#"');
});

test("settings that a type has a default for may be left out", () => {
  const sms = branches.find((branch) => branch.if.properties.type.const === "sms");

  expect(sms?.then.properties.config["required"]).toEqual(["template"]);
});
