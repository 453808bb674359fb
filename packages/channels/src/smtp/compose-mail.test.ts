import fc from "fast-check";
import { simpleParser } from "mailparser";
import { expect, test } from "vitest";
import type { OutgoingMessage } from "@fairflow/engine";
import { mailComposer, type MailHouse } from "./compose-mail.ts";
import { SmtpSetting } from "./smtp-setting.ts";

const HOUSE: MailHouse = {
  setting: SmtpSetting.parse({
    host: "mail.kopano.example",
    from: { name: "Kopano", address: "accounts@kopano.example" },
  }),
  publicUrl: "https://pay.kopano.example",
};

const composeMail = mailComposer(HOUSE);
const NOW = new Date("2026-11-23T08:30:00Z");
const LINK = "https://pay.kopano.example/p/x-Yz_1";

function message(changes: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    attemptId: "01a204ec-6baa-7062-a5be-000000000001",
    optOutUrl: "https://pay.kopano.example/u/1",
    channel: "email",
    to: "thandi@debtor.example",
    subject: "Your account",
    body: "You owe R 500.00.",
    language: "en",
    ...changes,
  };
}

async function compose(changes: Partial<OutgoingMessage>) {
  const composed = await composeMail(message(changes), NOW);
  if (!composed.ok) return composed;
  return { ...composed, parsed: await simpleParser(composed.mail.source) };
}

/** Headers that a mail may have, whoever it is for. */
const HEADERS = [
  "auto-submitted",
  "content-language",
  "content-type",
  "date",
  "from",
  "list-unsubscribe",
  "list-unsubscribe-post",
  "message-id",
  "mime-version",
  "subject",
  "to",
  "x-fairflow-attempt",
];

/** Names as people who mean harm would write them. */
const NASTY = [
  "http://evil.example",
  "https://evil.example/login?x=1",
  "HTTPS://EVIL.EXAMPLE",
  "//evil.example",
  "/\\evil.example",
  "www.evil.com",
  "evil.com",
  "evil.co.za/pay",
  "evil。com",
  "evil．com",
  "e\u200Bvil.\u200Bcom",
  "thandi@evil.com",
  "mailto:thandi@evil.com",
  "tel:+27115550100",
  "javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  '"><svg/onload=alert(1)>',
  "<a href='https://evil.com'>pay here</a>",
  "</div></body></html><h1>Paid</h1>",
  "&lt;b&gt;",
  "[pay](https://evil.com)",
  "https://pay.kopano.example@evil.com/",
  "https://pay.kopano.example\\@evil.com/",
  "https://pay.kopano.example.evil.com/",
  "https://pay.kopano.example．evil.com/",
  "https://evil.com#https://pay.kopano.example/",
  "Thandi\r\nBcc: all@evil.com",
  "Thandi\nContent-Type: text/html\n\n<b>",
  "Thandi\u2028Bcc: all@evil.com",
  "=?utf-8?q?=0D=0ABcc:_all@evil.com?=",
  "=?utf-8?b?PHNjcmlwdD4=?=",
  "--01a204ec-6baa-7062-a5be-000000000001",
  "----_NmP-01a204ec-6baa-7062-a5be-000000000001-Part_1--",
  "\r\n.\r\nMAIL FROM:<x@evil.com>",
  "\u202Egnp.exe",
  "\uD800",
  "\0",
];

const nasty = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: "binary" }),
  fc.stringMatching(/^[<>"'&/\\:.@=?\r\n a-zA-Z]{0,40}$/),
  fc.tuple(fc.constantFrom(...NASTY), fc.constantFrom(...NASTY)).map((both) => both.join("")),
);

test("whatever a debtor is called, it becomes no header, part, markup, script or link", async () => {
  const property = fc.asyncProperty(nasty, nasty, async (name, place) => {
    const composed = await compose({
      subject: `An account of ${name}`,
      body: `Dear ${name},\n\nAs agreed at ${place}: ${LINK}\n`,
    });

    if (!composed.ok) return composed.code.startsWith("subject-");
    const { headerLines, html, textAsHtml, attachments, to, subject } = composed.parsed;
    const keys = headerLines.map(({ key }) => key);
    expect(HEADERS).toEqual(expect.arrayContaining(keys));
    expect(new Set(keys).size).toBe(keys.length);
    expect([to].flat().flatMap((each) => each?.value ?? [])).toEqual([
      { name: "", address: "thandi@debtor.example" },
    ]);
    expect(subject).not.toMatch(/[\r\n]/);
    expect(attachments).toEqual([]);
    expect(tagsIn(String(html))).toEqual(
      new Set(["html", "head", "meta", "body", "div", "br", "a"]),
    );
    expect(linksIn(String(html))).toEqual([LINK]);
    // Mailparser makes links of what looks like one, as mail programs do.
    expect(linksIn(String(textAsHtml))).toEqual([LINK]);
    return true;
  });

  await fc.assert(property, { numRuns: 600, examples: NASTY.map((name) => [name, name]) });
});

test("a text that knows the boundary of its mail cannot end a part of it", async () => {
  const boundary = async (body: string) => {
    const composed = await compose({ body });
    return /boundary="([^"]+)"/.exec(composed.ok ? composed.mail.source.toString() : "")?.[1];
  };
  const known = await boundary("You owe R 500.00.");

  const composed = await compose({ body: `You owe R 500.00.\n--${known}--\nPaid.` });

  expect(known).toBeDefined();
  expect(composed.ok && composed.parsed.text).toContain("Paid.");
  expect(linksIn(String(composed.ok && composed.parsed.html))).toEqual([]);
  expect(composed.ok && composed.parsed.html).toContain("Paid.");
});

test("a name at a link's end cannot lead it elsewhere", async () => {
  const property = fc.asyncProperty(nasty, async (name) => {
    const composed = await compose({ body: `Pay at ${LINK}${name} or ask us.` });

    const parsed = composed.ok ? composed.parsed : undefined;
    const links = [parsed?.html, parsed?.textAsHtml].flatMap((each) => linksIn(String(each)));
    // Mailparser alone, no mail program, takes "@name" for an account of Twitter's.
    const followed = links.filter((link) => !link.startsWith("https://twitter.com/"));
    const hosts = followed.map((link) => new URL(link).host);
    expect(hosts.filter((host) => host !== "pay.kopano.example")).toEqual([]);
  });

  await fc.assert(property, { numRuns: 300, examples: NASTY.map((name) => [name]) });
});

const PLAIN = [
  "You owe R 1.204,50 (or R 1 204.50).",
  "Call 011 555 0100 between 08:30 and 17:00.",
  "Mr J. P. Smith; ref. 12/2026-77: thank you...",
  `Pay here (${LINK}).`,
  "Wait… «Grüße», 多謝",
];

test.for(PLAIN)("an ordinary text stays as it is: %s", async (body) => {
  const composed = await compose({ body });

  expect(composed.ok && composed.parsed.text).toBe(`${body}\n`);
});

const REFUSED = [
  [{ subject: "One\r\nBcc: all@evil.com" }, "subject-line-break"],
  [{ subject: "One\0" }, "subject-line-break"],
  [{ subject: undefined }, "subject-missing"],
  [{ subject: " \t" }, "subject-missing"],
  [{ subject: "a".repeat(501) }, "subject-too-long"],
  [{ to: "Thandi <thandi@debtor.example>" }, "address-invalid"],
  [{ to: "thandi@debtor.example, all@evil.com" }, "address-invalid"],
  [{ to: "thandi@debtor.example\r\nRCPT TO:<all@evil.com>" }, "address-invalid"],
  [{ body: "a".repeat(1_000_001) }, "mail-too-large"],
] as const;

test.for(REFUSED)("a mail that cannot be is refused: %j", async ([changes, code]) => {
  expect(await composeMail(message(changes), NOW)).toMatchObject({ ok: false, code });
});

test("the same attempt at the same time is the same mail, byte for byte", async () => {
  const once = await composeMail(message(), NOW);
  const again = await composeMail(message(), NOW);

  expect(again).toEqual(once);
});

test("one click is promised over HTTPS only", async () => {
  const optOutUrl = "http://localhost:4000/u/1";

  const composed = await composeMail(message({ optOutUrl }), NOW);

  const source = composed.ok ? composed.mail.source.toString() : "";
  expect(source).toMatch(/^List-Unsubscribe:\s+<http:\/\/localhost:4000\/u\//m);
  expect(source).not.toContain("List-Unsubscribe-Post");
});

function tagsIn(html: string): ReadonlySet<string> {
  return new Set(
    [...html.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(([, name = ""]) => name.toLowerCase()),
  );
}

function linksIn(html: string): readonly string[] {
  return [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, url = ""]) =>
    url.replaceAll("&amp;", "&"),
  );
}

test("files go with a mail as they are, under their names", async () => {
  const bytes = Uint8Array.from([0x25, 0x50, 0x44, 0x46, 0, 255, 13, 10]);
  const attachments = [{ name: "ageing-2026-11-22.pdf", type: "application/pdf", bytes }];

  const composed = await compose({ attachments });

  expect(composed.ok && composed.parsed.attachments).toMatchObject([
    {
      filename: "ageing-2026-11-22.pdf",
      contentType: "application/pdf",
      content: Buffer.from(bytes),
    },
  ]);
});
