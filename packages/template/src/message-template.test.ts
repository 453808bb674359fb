import { expect, test } from "vitest";
import { z } from "zod";
import { MessageTemplate } from "./message-template.ts";

const template = {
  id: "reminder",
  name: "Reminder",
  channel: "sms",
  languages: { en: { body: "Hello" }, "pt-BR": { body: "Olá" } },
  fallback: ["en"],
};

test("parses what was written", () => {
  expect(MessageTemplate.parse(template)).toEqual(template);
});

test.for<[string, object, (string | number)[]]>([
  ["an unknown key", { extra: 1 }, []],
  ["an id with a space", { id: "a b" }, ["id"]],
  ["an unknown channel", { channel: "fax" }, ["channel"]],
  [
    "a language that is none",
    { languages: { constructor: { body: "" } } },
    ["languages", "constructor"],
  ],
  [
    "__proto__ as a language",
    { languages: JSON.parse('{"__proto__":{"body":""}}') },
    ["languages"],
  ],
  ["an unknown key of a text", { languages: { en: { body: "", html: "" } } }, ["languages", "en"]],
  ["a NUL", { languages: { en: { body: "a\0" } } }, ["languages", "en", "body"]],
  [
    "20,001 characters",
    { languages: { en: { body: "x".repeat(20_001) } } },
    ["languages", "en", "body"],
  ],
])("refuses %s", ([, change, path]) => {
  const parsed = MessageTemplate.safeParse({ ...template, ...change });

  expect(parsed.error?.issues.map((issue) => issue.path)).toEqual([path]);
});

test("has a JSON Schema", () => {
  expect(z.toJSONSchema(MessageTemplate, { io: "input" })).toMatchObject({
    required: ["id", "name", "channel", "languages", "fallback"],
    additionalProperties: false,
  });
});
