import { zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileTemplate } from "./compile-template.ts";
import type { MergeValues } from "./merge-values.ts";
import type { MessageTemplate } from "./message-template.ts";
import { renderTemplate, type Occasion, type Rendering } from "./render-template.ts";

const zone = zoneNamed(zones, "Africa/Johannesburg");
if (zone === undefined) throw new Error("The zone table has no Africa/Johannesburg");

const occasion: Occasion = {
  languages: ["en"],
  now: new Date("2026-06-10T22:30:00Z"),
  zone,
  currency: "ZAR",
};

const values: MergeValues = {
  "debtor.first_name": "Thandi",
  "account.arrears": 120_450,
  "account.due_date": "2026-06-01",
  "account.reference": null,
  payment_link: "https://pay.example/p/1",
  accounts: [
    { reference: "A1", arrears: 100_000, balance: 100_000, due_date: "2026-06-01" },
    { reference: "A2", arrears: 20_450, balance: 90_000, due_date: "2026-05-01" },
  ],
};

function template(body: string, change: Partial<MessageTemplate> = {}): MessageTemplate {
  const languages = { en: { body } };
  return { id: "t1", name: "Reminder", channel: "letter", languages, fallback: [], ...change };
}

function render(body: string, given: MergeValues = values): Rendering {
  return renderTemplate(compileTemplate(template(body)), given, occasion);
}

function problemOf(body: string, given: MergeValues = values): string | undefined {
  const rendering = render(body, given);
  return rendering.ok ? undefined : rendering.problem;
}

describe("says", () => {
  test.for<[string, string]>([
    ["Dear {{ debtor.first_name }}", "Dear Thandi"],
    ["{{ account.arrears | money }}", "R 1 204.50"],
    ["{{ account.due_date | date }}", "1 June 2026"],
    ["{{ today | date: 'weekday' }}, {{ 'now' | date: 'time' }}", "Thursday, 11 June 2026, 00:30"],
    ["{{ account.reference | default: 'your account' }}", "your account"],
    ["{% if account.reference %}Ref{% else %}No ref{% endif %}", "No ref"],
    ["{% if account.arrears > 100000 %}A lot{% endif %}", "A lot"],
    [
      "{{ accounts.count }}: {{ accounts.total | money }} since {{ accounts.oldest | date }}",
      "2: R 1 204.50 since 1 May 2026",
    ],
    [
      "{% for each in accounts %}{{ each.reference }} {{ each.arrears | money }}{% unless forloop.last %}; {% endunless %}{% endfor %}",
      "A1 R 1 000.00; A2 R 204.50",
    ],
    ["{{ debtor.first_name | upcase | append: '!' }}", "THANDI!"],
    ["Fish & chips <b>", "Fish & chips <b>"],
  ])("%s", ([body, words]) => {
    expect(render(body)).toEqual({ ok: true, language: "en", body: words });
  });

  test("an SMS with its parts", () => {
    const compiled = compileTemplate(
      template("Owed: {{ account.arrears | money }}", { channel: "sms" }),
    );

    expect(renderTemplate(compiled, values, occasion)).toEqual({
      ok: true,
      language: "en",
      body: "Owed: R 1 204.50",
      smsParts: { encoding: "gsm7", parts: 1, units: 16 },
    });
  });

  test("a subject in one line, whatever a name holds", () => {
    const languages = { en: { subject: "For {{ debtor.full_name }}\n!", body: "x" } };
    const compiled = compileTemplate(template("", { channel: "email", languages }));

    expect(
      renderTemplate(compiled, { "debtor.full_name": "A\r\nBcc: b@example.com\u202e" }, occasion),
    ).toMatchObject({ subject: "For A Bcc: b@ example. com !" });
  });
});

describe("the language", () => {
  const languages = { en: { body: "English" }, zu: { body: "Zulu" }, "pt-BR": { body: "Brazil" } };

  test.for<[string, string[], string[], string | undefined]>([
    ["is the best that the debtor reads", ["xh", "zu", "en"], ["en"], "zu"],
    ["is found without the region", ["zu-ZA"], ["en"], "zu"],
    ["with the region comes first", ["pt-BR"], ["en"], "pt-BR"],
    ["falls back in the template's order", ["xh"], ["fr", "zu", "en"], "zu"],
    ["is not guessed among several", ["xh"], [], undefined],
    ["is not an inherited name", ["constructor", "__proto__"], [], undefined],
  ])("%s", ([, wanted, fallback, language]) => {
    const compiled = compileTemplate(template("", { languages, fallback }));
    const rendering = renderTemplate(compiled, values, { ...occasion, languages: wanted });

    expect(rendering.ok ? rendering.language : undefined).toBe(language);
  });

  test("is the only one there is", () => {
    expect(
      renderTemplate(compileTemplate(template("Hello")), values, {
        ...occasion,
        languages: ["xh"],
      }),
    ).toEqual({ ok: true, language: "en", body: "Hello" });
  });
});

describe("refuses, without saying a value,", () => {
  test.for<[string, string, string?]>([
    [
      "Dear {{ debtor.full_name }}",
      "Line 1: There is no value for debtor.full_name.",
      "debtor.full_name",
    ],
    [
      "Ref\n{{ account.reference }}",
      "Line 2: There is no value for account.reference.",
      "account.reference",
    ],
    [
      "{% for each in accounts %}{{ each.colour }}{% endfor %}",
      "Line 1: There is no value for each.colour.",
      "each.colour",
    ],
    ["{{ account[debtor.first_name] }}", "Line 1: A value is missing."],
    ["{% assign name = account.reference %}{{ name }}", "Line 1: A value is missing."],
    ["{{ debtor.first_name | money }}", "Line 1: A value is not an amount."],
    ["{{ debtor.first_name | date }}", "Line 1: A value is not a date."],
    ["{{ '1890-01-01T00:00:00Z' | date }}", "Line 1: The time lies outside the table of zones."],
    [
      "{{ accounts }}",
      "Line 1: A list or a group of values cannot be written; name one of its values.",
    ],
    [
      "{{ debtor }}",
      "Line 1: A list or a group of values cannot be written; name one of its values.",
    ],
    ["{{ accounts | join }}", "Line 1: This cannot be worked out."],
  ])("%s", ([body, fact, missing]) => {
    expect(render(body)).toEqual({
      ok: false,
      problem: `Template t1 (en) cannot be rendered. ${fact}`,
      missing,
    });
  });

  test("a text that comes out blank", () => {
    expect(render(" {% if account.reference %}x{% endif %}\n")).toEqual({
      ok: false,
      problem: "Template t1 (en) comes out empty.",
    });
  });

  test("a name that is only spaces", () => {
    expect(
      problemOf("Dear {{ debtor.first_name }}", { "debtor.first_name": " \u0007 " }),
    ).toContain("There is no value for debtor.first_name.");
  });
});

describe("a hostile text does nothing:", () => {
  test.for([
    "{{ debtor.constructor }}",
    "{{ debtor.__proto__ }}",
    "{{ debtor['constructor'] }}",
    "{{ debtor.first_name.constructor.constructor }}",
    "{{ accounts.constructor }}",
    "{{ accounts.filter }}",
    "{{ constructor }}",
    "{{ __proto__ }}",
    "{{ toString }}",
    "{{ debtor.first_name | valueOf }}",
    "{{ debtor.first_name | constructor }}",
    "{{ debtor.first_name | toString }}",
    "{{ debtor.first_name | __defineGetter__ }}",
    "{{ debtor.first_name | raw }}",
    "{{ debtor | json }}",
    "{{ debtor | inspect }}",
    "{% constructor %}",
    "{% include 'x' %}",
    "{% include '../../package.json' %}",
    "{% render 'x' %}",
    "{% layout 'x' %}",
    "{% block x %}{% endblock %}",
    "{% tablerow i in (1..9) %}{% endtablerow %}",
    "{% capture x %}{% endcapture %}",
    "{% liquid assign a = 1 %}",
    "{% increment x %}",
    "{% for i in (1..100000000) %}{% endfor %}",
    "{% for i in (1..5000000) %}{{ i }}{% endfor %}",
    "{% assign a = (1..1000) %}{% for i in a %}{% for j in a %}{% for k in a %}{% endfor %}{% endfor %}{% endfor %}",
    `{% for i in (1..1000) %}${"x".repeat(1000)}{% endfor %}`,
    `{% assign a = 'xxxxxxxxxx' %}${"{% assign a = a | append: a %}".repeat(40)}{{ a }}`,
    "{% if ".repeat(3000),
    "{% if true %}".repeat(1500),
    "{{ 'a' ".repeat(2000),
    "{{ (1..)",
    "{% raw %}",
    "{{ 'now' | date: '%Y' }}",
    "={{this.constructor.constructor('return process')().platform}}",
  ])("%s", (body) => {
    expect(problemOf(body)).toMatch(/^Template t1 \(en\) cannot be rendered\. /);
  });

  test("deep nesting within the limits renders", () => {
    const body = `${"{% if true %}".repeat(200)}deep${"{% endif %}".repeat(200)}`;

    expect(render(body)).toMatchObject({ ok: true, body: "deep" });
  });
});

describe("hostile values stay values:", () => {
  test.for<MergeValues>([
    JSON.parse('{"__proto__": "x", "debtor.first_name": "Thandi"}'),
    { "__proto__.polluted": "x", "debtor.first_name": "Thandi" },
    { "constructor.prototype.polluted": "x", "debtor.first_name": "Thandi" },
    { "debtor.__proto__.polluted": "x", "debtor.first_name": "Thandi" },
    { debtor: "x", "debtor.first_name": "Thandi", "debtor.first_name.x": "y" },
  ])("%j", (given) => {
    const rendering = render("Dear {{ debtor.first_name | default: 'you' }}", given);

    expect(rendering.ok).toBe(true);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  test("Liquid in a name is not run", () => {
    expect(
      render("Dear {{ debtor.first_name }}", { "debtor.first_name": "{{ payment_link }}" }),
    ).toMatchObject({
      body: "Dear {{ payment_link }}",
    });
  });
});

test("whatever the text, it answers, the same each time, and never with a secret in its problem", () => {
  const words =
    "{{ }} {% %} | . : ' = [ ] (1..9) for each in endfor if endif debtor first_name account accounts money date default assign";
  const word = fc.constantFrom(...words.split(" "));
  const text = fc.array(fc.oneof(word, fc.string({ maxLength: 3 })), { maxLength: 25 });
  const secret = "Q9-secret";

  fc.assert(
    fc.property(text, (pieces) => {
      const given = { ...values, "debtor.first_name": secret };
      const compiled = compileTemplate(template(pieces.join(" ")));
      const rendering = renderTemplate(compiled, given, occasion);
      expect(renderTemplate(compiled, given, occasion)).toEqual(rendering);
      expect(rendering.ok || !rendering.problem.includes(secret)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
