import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkTemplate } from "./check-template.ts";
import { coreMergeFields } from "./merge-field.ts";
import type { MessageTemplate } from "./message-template.ts";

function template(body: string, change: Partial<MessageTemplate> = {}): MessageTemplate {
  const languages = { en: { body } };
  return { id: "t1", name: "Reminder", channel: "sms", languages, fallback: ["en"], ...change };
}

function messagesFor(body: string): readonly string[] {
  return checkTemplate(template(body), coreMergeFields).map(({ message }) => message);
}

test.for([
  "Dear {{ debtor.first_name }}, {{ account.arrears | money }} was due {{ account.due_date | date }}: {{ payment_link }}",
  "{{ accounts.count }} {{ accounts.size }} {{ accounts.first.reference }} {{ accounts[0].balance | money }}",
  "{% for each in accounts %}{{ forloop.index }} {{ each.arrears | money }} {% endfor %}",
  "{% for i in (1..3) %}{{ i }}{% endfor %}",
  "{% assign name = debtor.first_name | default: 'you' %}{{ name }}",
  "{% if account.balance > 50000 %}{{ today | date: 'day' }}{% else %}-{% endif %}",
])("finds nothing wrong with %s", (body) => {
  expect(messagesFor(body)).toEqual([]);
});

test.for<[string, string]>([
  ["Hello\n{{ debtor.frist_name }}", "Line 2: there is no merge field debtor.frist_name."],
  [
    "{% if false %}{{ account.colour }}{% endif %}",
    "Line 1: there is no merge field account.colour.",
  ],
  [
    "{% for a in accounts %}{% if false %}{{ a.colour }}{% endif %}{% endfor %}",
    "Line 1: there is no merge field a.colour.",
  ],
  ["{{ accounts.colour }}", "Line 1: there is no merge field accounts.colour."],
  [
    "{{ account[debtor.first_name] | default: 'x' }}",
    "Line 1: there is no merge field account[debtor.first_name].",
  ],
  [
    "{{ account.arrears }}",
    "account.arrears would be written in cents; write {{ account.arrears | money }}.",
  ],
  [
    "{{ account.arrears | default: 0 }}",
    "account.arrears would be written in cents; write {{ account.arrears | money }}.",
  ],
  [
    "{% for a in accounts %}{{ a.balance }}{% endfor %}",
    "a.balance would be written in cents; write {{ a.balance | money }}.",
  ],
  ["Hello\n{% include 'x' %}", 'Line 2: tag "include" not found'],
  ["{{ debtor.first_name | valueOf }}", "Line 1: undefined filter: valueOf"],
  ["{% if true %}", "Line 1: tag {% if true %} not closed"],
  ["{% if true %}".repeat(501), "The text is nested too deeply."],
  [
    "{{ debtor.first_name | money }}",
    "Template t1 (en) cannot be rendered. Line 1: A value is not an amount.",
  ],
  ["", "The body is missing."],
  ["{% if false %}x{% endif %}", "Template t1 (en) comes out empty."],
])("finds the fault of %s", ([body, message]) => {
  expect(messagesFor(body)).toEqual([message]);
});

describe("finds that", () => {
  const body = "Hello";

  test.for<[string, Partial<MessageTemplate>, ReturnType<typeof checkTemplate>]>([
    [
      "there is no text",
      { languages: {} },
      [{ language: undefined, message: "There is no text yet." }],
    ],
    [
      "no language is the one to fall back on",
      { languages: { en: { body }, zu: { body } }, fallback: [] },
      [{ language: undefined, message: "Say which language to fall back on." }],
    ],
    [
      "the language to fall back on has no text",
      { fallback: ["xh"] },
      [{ language: "xh", message: "This language to fall back on has no text." }],
    ],
    [
      "an e-mail lacks its subject",
      { channel: "email" },
      [{ language: "en", message: "The subject is missing." }],
    ],
    [
      "an SMS has one",
      { languages: { en: { subject: "x", body } } },
      [{ language: "en", message: "An SMS has no subject." }],
    ],
    [
      "a subject has a fault, in its language",
      {
        channel: "email",
        languages: { en: { subject: "x", body }, zu: { subject: "{{ x }}", body } },
      },
      [{ language: "zu", message: "In the subject: Line 1: there is no merge field x." }],
    ],
  ])("%s", ([, change, issues]) => {
    expect(checkTemplate(template(body, change), coreMergeFields)).toEqual(issues);
  });
});

test("knows the merge fields that an installation adds", () => {
  const branch = { id: "custom.branch", label: "Branch", type: "text", sample: "Soweto" } as const;

  expect(checkTemplate(template("{{ custom.branch }}"), [...coreMergeFields, branch])).toEqual([]);
});

test("whatever the text, it answers", () => {
  const word = fc.constantFrom(
    "{{",
    "}}",
    "{%",
    "%}",
    "|",
    "accounts",
    "for a in",
    "if",
    "a.b",
    "endif",
    "[",
    "]",
    "'",
  );

  fc.assert(
    fc.property(
      fc.array(fc.oneof(word, fc.string({ maxLength: 3 })), { maxLength: 20 }),
      (words) => {
        expect(Array.isArray(messagesFor(words.join(" ")))).toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});
