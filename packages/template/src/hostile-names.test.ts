import { zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { compileTemplate } from "./compile-template.ts";
import { renderTemplate } from "./render-template.ts";
import { sampleValues } from "./sample-values.ts";

const utc = zoneNamed(zones, "UTC");
if (utc === undefined) throw new Error("The zone table has no UTC");
const OCCASION = {
  languages: ["en"],
  now: new Date("2026-06-10T10:00:00Z"),
  zone: utc,
  currency: "ZAR",
};

const SMS = compileTemplate({
  id: "t",
  name: "T",
  channel: "sms",
  languages: {
    en: {
      subject: "For {{ debtor.full_name }}",
      body: "{{ debtor.full_name }}, you owe {{ account.arrears | money }} on {{ account.reference }}. Pay: {{ payment_link }}",
    },
  },
  fallback: [],
});

/** As people who mean harm would write them. */
const NASTY = fc.oneof(
  fc.constantFrom(
    "http://evil.example",
    "HTTPS://EVIL.EXAMPLE/a",
    "www.evil.com",
    "evil.co.za/pay",
    "evil\u3002com",
    "e\u200Bvil.\u200Bcom",
    "//evil.example",
    "thandi@evil.com",
    "mailto:x@evil.com",
    "javascript:alert(1)",
    "tel:0115550100",
    "10.20.30.40/pay",
    "Thandi\r\nBcc: all@evil.com",
    "Thandi\u2028https://evil.com",
    "{{ payment_link }}",
    "\u202Emoc.live",
  ),
  fc.stringMatching(/^[a-z.:/@\\ ]{1,40}$/),
  fc.string({ unit: "binary", maxLength: 60 }),
);

/** What phones and mail programs make a link of: a scheme, a host, an address. */
const LINK =
  /[a-z][a-z0-9+.-]*:\/\/\S|[^\s\p{P}][.\u3002\uFF0E\uFF61]\p{L}|\S@[\p{L}\p{N}]|(?:mailto|javascript|tel):\S|\d+(?:\.\d+){3}/iu;

test("whatever a debtor or an account is called, an SMS has one link, ours, on one line", () => {
  fc.assert(
    fc.property(NASTY, NASTY, (name, reference) => {
      const values = {
        ...sampleValues(),
        "debtor.full_name": `T${name}`,
        "account.reference": `R${reference}`,
      };
      const said = renderTemplate(SMS, values, OCCASION);
      if (!said.ok) throw new Error(said.problem);

      const ours = "Pay: https://pay.example/p/7Q2";
      expect(said.body.endsWith(ours)).toBe(true);
      expect(said.body.slice(0, -ours.length)).not.toMatch(LINK);
      expect(`${said.subject} ${said.body}`).not.toMatch(/[\r\n\u2028\u2029\p{Bidi_Control}]/u);
    }),
    { numRuns: 1_000 },
  );
});

test.for<[string, string]>([
  ["J. P. van der Merwe", "J. P. van der Merwe"],
  ["Dr.Smith", "Dr. Smith"],
  ["O'Brien-Nkosi", "O'Brien-Nkosi"],
  ["INV-2040/7", "INV-2040/7"],
  ["A 12:30", "A 12:30"],
  ["R 1.204.500", "R 1.204.500"],
  ["12.03.2026", "12.03.2026"],
])("a name stays readable: %s", ([name, shown]) => {
  const said = renderTemplate(SMS, { ...sampleValues(), "debtor.full_name": name }, OCCASION);

  expect(said.ok ? said.subject : "").toBe(`For ${shown}`);
});
