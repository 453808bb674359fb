import { emptyFlow } from "@fairflow/flow";
import { arbitraryFlow } from "@fairflow/flow/arbitraries";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { exportJsonSchema, parseExportText } from "./flow-export.ts";

const segment = { id: "late", name: "Late", version: 3, criteria: { kind: "all", of: [] } };
const template = {
  id: "hello",
  name: "Hello",
  channel: "sms",
  languages: { en: { body: "Hello" } },
  fallback: ["en"],
};
const whole = {
  schema: "fairflow.export/1",
  flow: emptyFlow("Travelling"),
  segments: [segment],
  templates: [template],
};
const node = { id: "a", type: "end", name: "", config: {} };

test("a flow travels with what it refers to", () => {
  expect(parseExportText(JSON.stringify(whole))).toEqual({ ok: true, value: whole, warnings: [] });
});

test.for<[string, unknown, string]>([
  ["an unknown key", { ...whole, secrets: [] }, "secrets"],
  [
    "a flow that is refused",
    { ...whole, flow: { ...whole.flow, nodes: [node, node] } },
    "flow.nodes[1].id",
  ],
  ["a segment twice", { ...whole, segments: [segment, segment] }, "segments[1].id"],
  ["a template twice", { ...whole, templates: [template, template] }, "templates[1].id"],
  [
    "a segment with criteria that are none",
    { ...whole, segments: [{ ...segment, criteria: 3 }] },
    "segments[0].criteria",
  ],
  ["another schema", { ...whole, schema: "fairflow.flow/1" }, "schema"],
])("%s is refused with its place", ([, document, path]) => {
  const parsed = parseExportText(JSON.stringify(document));

  expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.path)).toContain(path);
});

test("__proto__ is refused wherever it stands", () => {
  const text = JSON.stringify(whole).replace('"en":', '"__proto__":');

  expect(parseExportText(text)).toMatchObject({
    ok: false,
    problems: [{ path: "templates[0].languages.__proto__" }],
  });
});

test("reading never throws, whatever the text", () => {
  const near = fc.record(
    {
      schema: fc.constant("fairflow.export/1"),
      flow: fc.oneof(arbitraryFlow, fc.jsonValue()),
      segments: fc.oneof(fc.array(fc.jsonValue()), fc.jsonValue()),
      templates: fc.oneof(fc.array(fc.jsonValue()), fc.jsonValue()),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        near.map((value) => JSON.stringify(value)),
      ),
      (text) => {
        expect(typeof parseExportText(text).ok).toBe("boolean");
      },
    ),
  );
});

test("the JSON Schema is that of the export form", () => {
  expect(exportJsonSchema()).toMatchObject({
    properties: { schema: { const: "fairflow.export/1" } },
    additionalProperties: false,
  });
});
