import { compileTemplate, renderTemplate, type Block } from "@fairflow/template";
import { zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import fc from "fast-check";
import { Parser } from "htmlparser2";
import { expect, test } from "vitest";
import { guardHtml } from "../smtp/guard-html.ts";
import { compileDesign } from "./compile-mjml.ts";

const IMAGE = "a".repeat(64);
const PAY_LINK = "https://pay.kopano.example/p/x-Yz_1";
const HOSTS: ReadonlySet<string> = new Set(["pay.kopano.example"]);

const BLOCKS: readonly Block[] = [
  { kind: "heading", text: "About your account, {{ debtor.first_name }}" },
  { kind: "image", image: IMAGE, alt: "{{ brand.name }}", widthPercent: 30 },
  { kind: "text", text: "Dear **{{ debtor.full_name }}**,\nyou & we < them." },
  {
    kind: "accounts",
    columns: [
      { field: "reference", label: "Account" },
      { field: "due_date", label: "Since" },
      { field: "arrears", label: "Overdue" },
    ],
    totalLabel: "Together",
    most: 1,
    moreLabel: "more",
  },
  { kind: "button", label: "Pay now", link: "payment_link" },
  {
    kind: "pay",
    title: "How to pay",
    labels: {
      bank: "Bank",
      holder: "Holder",
      number: "Number",
      branch: "Branch",
      reference: "Reference",
      till: "Till",
      link: "Online",
    },
  },
  { kind: "divider" },
  {
    kind: "text",
    text: "You have several.",
    when: { is: "more_than", field: "accounts.count", value: 1 },
  },
  { kind: "text", text: "Only one.", when: { is: "at_most", field: "accounts.count", value: 1 } },
  { kind: "legal", text: "{{ brand.name }} for {{ client.name }}. {{ opt_out_link }}" },
];

async function designed(blocks: readonly Block[]) {
  const compiled = await compileDesign({ kind: "blocks", blocks: [...blocks] }, "en");
  if (!compiled.ok) throw new Error(compiled.problems.join("\n"));
  return compileTemplate(
    {
      id: "t",
      name: "T",
      channel: "email",
      languages: { en: { subject: "Account of {{ debtor.full_name }}", body: compiled.text } },
      fallback: [],
    },
    { en: compiled.html },
  );
}

const zone = zoneNamed(zones, "Africa/Johannesburg");
if (zone === undefined) throw new Error("The zone table has no Africa/Johannesburg");
const OCCASION = {
  languages: ["en"],
  now: new Date("2026-06-10T10:00:00Z"),
  zone,
  currency: "ZAR",
};

function valuesFor(name: string, reference = "A-1") {
  return {
    "debtor.first_name": name,
    "debtor.full_name": name,
    "account.reference": reference,
    "account.pay_reference": "RF74 1234 5678 9",
    accounts: [
      { reference, arrears: 100_00, balance: 100_00, due_date: "2026-05-01" },
      { reference: "A-2", arrears: 50_00, balance: 50_00, due_date: null },
    ],
    "brand.name": "Kopano",
    "client.name": "Acme",
    "pay.bank": "Example Bank",
    "pay.account_number": "62000000000",
    payment_link: PAY_LINK,
    opt_out_link: "https://pay.kopano.example/u/1",
  };
}

const template = await designed(BLOCKS);

function said(name: string, reference?: string) {
  const rendering = renderTemplate(template, valuesFor(name, reference), OCCASION);
  if (!rendering.ok) throw new Error(rendering.problem);
  const html = rendering.html?.replaceAll("fairflow-image:", "https://pay.kopano.example/images/");
  if (html === undefined) throw new Error("There is no HTML");
  return { ...rendering, html };
}

/** Elements with what they load and lead to, and the text that is shown, as another library reads them. */
function read(html: string) {
  const elements: string[] = [];
  const texts: string[] = [];
  let unseen = 0;
  const parser = new Parser({
    onopentag: (name, { href = "", src = "", ...rest }) => {
      if (name === "style") unseen += 1;
      if (name === "td") texts.push(" ");
      elements.push([name, href, src, ...Object.keys(rest)].join(" "));
    },
    onclosetag: (name) => {
      if (name === "style") unseen -= 1;
    },
    ontext: (text) => {
      if (unseen === 0) texts.push(text);
    },
  });
  parser.end(html);
  return { elements, text: texts.join("").replaceAll(/\s+/g, " ") };
}

test("blocks become HTML that says them, with the list of accounts and how to pay", () => {
  const { html, body } = said("Thandi");

  const { text, elements } = read(html);
  expect(text).toContain("About your account, Thandi");
  expect(text).toContain("Dear Thandi,you & we < them.");
  expect(text).toContain("A-1 1 May 2026 R 100.00 1 more Together: R 150.00");
  expect(text).toContain("Bank Example Bank Number 62000000000 Reference RF74 1234 5678 9 Online");
  expect(text).not.toContain("Till");
  expect(text).toContain("You have several.");
  expect(text).not.toContain("Only one.");
  expect(elements.filter((each) => each.startsWith("a ")).length).toBe(2);
  expect(body).toContain("Pay now: https://pay.kopano.example/p/x-Yz_1");
  expect(body).toContain("A-1 1 May 2026 R 100.00");
  expect(guardHtml(html, HOSTS)).toBe(html);
});

test("nothing in a designed mail comes from elsewhere", () => {
  const { html } = said("Thandi");

  const addresses = html.match(/https?:\/\/[^"'\s)<]+/g) ?? [];
  const elsewhere = addresses.filter((each) => !each.startsWith("https://pay.kopano.example/"));
  expect(elsewhere.filter((each) => !each.startsWith("http://www.w3.org/"))).toEqual([]);
});

const NASTY = [
  "http://evil.example",
  "www.evil.com",
  "evil.co.za/pay",
  "evil。com",
  "thandi@evil.com",
  "javascript:alert(1)",
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  '"><svg/onload=alert(1)>',
  "<a href='https://evil.com'>pay here</a>",
  "</td></tr></table><h1>Paid</h1>",
  "<!--",
  "--><a href=https://evil.com>",
  "]]><![CDATA[",
  "{{ payment_link }}",
  "{% raw %}",
  "&#46;com",
  "https://pay.kopano.example@evil.com/",
  "Thandi\r\nBcc: all@evil.com",
];
const nasty = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.stringMatching(/^[<>"'&/\\:.@=?{}% a-z-]{0,40}$/),
  fc.tuple(fc.constantFrom(...NASTY), fc.constantFrom(...NASTY)).map((both) => both.join("")),
);
const LINK_LIKE =
  /https?:\/\/(?!pay\.kopano\.example\/)|www\.\w|[a-z0-9]\.(?:com|example|co)\b|\w@\w|javascript:\w/i;

function withoutOwnLinks(text: string): string {
  return text.replaceAll(PAY_LINK, "").replaceAll("https://pay.kopano.example/u/1", "");
}

test("whatever a debtor is called, the HTML keeps its elements, links and images", () => {
  const benign = read(said("Thandi").html);
  fc.assert(
    fc.property(nasty, nasty, (name, reference) => {
      const { html } = said(`T${name}`, `R${reference}`);
      const guarded = guardHtml(html, HOSTS);

      expect(guarded).toBeDefined();
      const { elements, text } = read(guarded ?? "");
      expect(elements).toEqual(benign.elements);
      expect(withoutOwnLinks(text)).not.toMatch(LINK_LIKE);
      // Not only by the last gate: the rendering itself holds no link either.
      expect(withoutOwnLinks(read(html).text)).not.toMatch(LINK_LIKE);
    }),
    { numRuns: 400 },
  );
});

const PAGE = (inner: string, head = "") =>
  `<mjml>${head}<mj-body><mj-section><mj-column>${inner}</mj-column></mj-section></mj-body></mjml>`;

test.for<[string, string, RegExp]>([
  ["no MJML", "hello", /no MJML|Line/],
  ["an unknown element", PAGE("<mj-foo>x</mj-foo>"), /mj-foo/],
  ["a script", PAGE("<mj-raw><script>alert(1)</script></mj-raw>"), /<script>/],
  ["a script in a text", PAGE("<mj-text><script>alert(1)</script></mj-text>"), /<script>/],
  ["a handler", PAGE('<mj-text><b onclick="x()">a</b></mj-text>'), /onclick/],
  ["a form", PAGE("<mj-text><form action='https://evil.example'></form></mj-text>"), /<form>/],
  ["an image from elsewhere", PAGE('<mj-image src="https://evil.example/x.png" />'), /uploaded/],
  [
    "a link elsewhere",
    PAGE('<mj-button href="https://evil.example">x</mj-button>'),
    /A link leads/,
  ],
  [
    "a link made of a name",
    PAGE('<mj-button href="{{ debtor.full_name }}">x</mj-button>'),
    /A link/,
  ],
  [
    "a link with more",
    PAGE('<mj-button href="{{ payment_link }}@evil.example">x</mj-button>'),
    /A link/,
  ],
  [
    "a name in a style",
    PAGE('<mj-text><b style="{{ debtor.full_name }}">x</b></mj-text>'),
    /in style/,
  ],
  [
    "a name of an attribute",
    PAGE("<mj-text><b {{ debtor.full_name }}>x</b></mj-text>"),
    /name|attribute/i,
  ],
  [
    "a name in a style sheet",
    PAGE("<mj-text>x</mj-text>", "<mj-head><mj-style>{{ debtor.full_name }}</mj-style></mj-head>"),
    /in a style/,
  ],
  [
    "a font from elsewhere",
    PAGE(
      '<mj-text font-family="Evil">x</mj-text>',
      '<mj-head><mj-font name="Evil" href="https://evil.example/f.css" /></mj-head>',
    ),
    /<link>|load/,
  ],
  ["a frame", PAGE('<mj-text><iframe src="https://evil.example"></iframe></mj-text>'), /<iframe>/],
  [
    "a redirection",
    PAGE('<mj-raw><meta http-equiv="refresh" content="0;url=https://evil.example"></mj-raw>'),
    /by itself/,
  ],
])("%s is refused with its reason", async ([, source, reason]) => {
  const compiled = await compileDesign({ kind: "mjml", source }, "en");

  expect(compiled).toEqual({ ok: false, problems: expect.any(Array) });
  expect(compiled.ok ? "" : compiled.problems.join("\n")).toMatch(reason);
});

test("a file of this machine is not included", async () => {
  const compiled = await compileDesign(
    { kind: "mjml", source: PAGE('<mj-include path="/etc/passwd" />') },
    "en",
  );

  expect(JSON.stringify(compiled)).not.toContain("root:");
});
