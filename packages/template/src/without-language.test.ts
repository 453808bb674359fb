import { expect, test } from "vitest";
import type { MessageTemplate } from "./message-template.ts";
import { withoutLanguage } from "./without-language.ts";

test("a language that goes takes its text and its place in the order with it", () => {
  const template: MessageTemplate = {
    id: "hello",
    name: "Hello",
    channel: "sms",
    languages: { en: { body: "Hello" }, af: { body: "Hallo" }, zu: { body: "Sawubona" } },
    fallback: ["af", "en"],
  };

  expect(withoutLanguage(template, "af")).toEqual({
    ...template,
    languages: { en: { body: "Hello" }, zu: { body: "Sawubona" } },
    fallback: ["en"],
  });
});
