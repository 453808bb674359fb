import { generateKeyPairSync, randomUUID } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dkimVerify } from "mailauth/lib/dkim/verify";
import { simpleParser } from "mailparser";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startFakeSmtp, type FakeSmtp } from "../fake-smtp/start-fake-smtp.ts";
import { smtpChannel } from "./smtp-channel.ts";
import { SmtpSetting } from "./smtp-setting.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const KEY = privateKey.export({ type: "pkcs8", format: "pem" });
const PUBLISHED = publicKey.export({ type: "spki", format: "der" }).toString("base64");

const ATTEMPT = randomUUID();
const BODY = [
  "Dear Thandi Ndlovu-Müller,",
  "",
  "You owe R 1 204.50 on Möbel & Söhne <account 77>. Pay: https://pay.kopano.example/p/x-Yz_1",
  ".a line that begins with a dot",
  "多謝 🙂",
].join("\n");

let fake: FakeSmtp;
let source: Buffer;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "fairflow-mail-"));
  fake = await startFakeSmtp(join(folder, "ledger.jsonl"));
  const channel = smtpChannel({
    name: "smtp",
    setting: SmtpSetting.parse({
      host: "127.0.0.1",
      port: fake.port,
      authority: fake.authority,
      from: { name: 'Kopano "Retail" Crédit, Ltd', address: "accounts@kopano.example" },
      replyTo: "help@kopano.example",
      returnPath: "bounces@kopano.example",
      unsubscribeAddress: "stop@kopano.example",
      dkim: { domain: "kopano.example", selector: "fairflow", privateKey: KEY },
    }),
    publicUrl: "https://pay.kopano.example",
    now: () => new Date("2026-11-23T08:30:00Z"),
  });
  await channel.send(
    {
      attemptId: ATTEMPT,
      optOutUrl: `https://pay.kopano.example/u/${ATTEMPT}`,
      channel: "email",
      to: "thandi@müller.example",
      subject:
        "Ihr Konto bei Möbel & Söhne: R 1 204.50 sind fällig, und zwar seit mehr als dreißig Tagen",
      body: BODY,
      language: "de-DE",
    },
    () => Promise.resolve(true),
  );
  channel.close();
  const [entry] = await fake.readLedger();
  source = Buffer.from(entry?.source ?? "", "base64");
});
afterAll(() => fake.stop());

test("what another library reads is what was written", async () => {
  const mail = await simpleParser(source, { skipTextToHtml: true });

  expect(mail.subject).toBe(
    "Ihr Konto bei Möbel & Söhne: R 1 204.50 sind fällig, und zwar seit mehr als dreißig Tagen",
  );
  expect(mail.text).toBe(`${BODY}\n`);
  expect(mail.from?.value).toEqual([
    { name: 'Kopano "Retail" Crédit, Ltd', address: "accounts@kopano.example" },
  ]);
  expect(mail.replyTo?.value[0]?.address).toBe("help@kopano.example");
  expect([mail.to].flat().map((to) => to?.value)).toEqual([
    [{ name: "", address: "thandi@müller.example" }],
  ]);
  expect(mail.messageId).toBe(`<${ATTEMPT}@kopano.example>`);
  expect(mail.date).toEqual(new Date("2026-11-23T08:30:00Z"));
  expect(mail.attachments).toEqual([]);
});

test("the HTML part says the same text, and links only to the installation", async () => {
  const { html } = await simpleParser(source);

  expect(html).toContain("Möbel &amp; Söhne &lt;account 77&gt;");
  expect(String(html).match(/href="[^"]*"/g)).toEqual([
    'href="https://pay.kopano.example/p/x-Yz_1"',
  ]);
});

test("it says how to be left alone, in one click and by mail", async () => {
  const { headerLines } = await simpleParser(source);
  const named = new Map(headerLines.map(({ key, line }) => [key, unfold(line)]));

  expect(named.get("list-unsubscribe")).toBe(
    `List-Unsubscribe: <https://pay.kopano.example/u/${ATTEMPT}>, <mailto:stop@kopano.example?subject=unsubscribe>`,
  );
  expect(named.get("list-unsubscribe-post")).toBe(
    "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
  );
  expect(named.get("auto-submitted")).toBe("Auto-Submitted: auto-generated");
  expect(named.get("content-language")).toBe("Content-Language: de-DE");
  expect(named.get("x-fairflow-attempt")).toBe(`X-Fairflow-Attempt: ${ATTEMPT}`);
});

test("it travels as short lines of ASCII that end in CRLF", () => {
  const wire = source.toString("latin1");

  expect(wire).toContain("\r\nTo: thandi@xn--mller-kva.example\r\n");
  expect(wire).not.toMatch(/[^\r\n\t -~]/);
  expect(wire).not.toMatch(/(?<!\r)\n|\r(?!\n)/);
  expect(Math.max(...wire.split("\r\n").map(({ length }) => length))).toBeLessThanOrEqual(998);
});

test("another library finds the signature good, over both unsubscribe fields", async () => {
  const { results } = await dkimVerify(source, { resolver });

  expect(results.map(({ status, signingDomain }) => [status.result, signingDomain])).toEqual([
    ["pass", "kopano.example"],
  ]);
  const signed = results[0]?.signingHeaders?.keys.toLowerCase().split(/[:;,\s]+/);
  expect(signed).toEqual(
    expect.arrayContaining(["from", "to", "subject", "date", "message-id", "list-unsubscribe"]),
  );
  expect(signed).toContain("list-unsubscribe-post");
});

const TAMPERINGS = [
  ["the link to be left alone", "/u/", "/v/"],
  ["the promise of one click", "One-Click", "Two-Click"],
  ["the amount", "1=20", "9=20"],
  ["the recipient", "To: thandi@", "To: themba@"],
  ["the date", "08:30", "08:31"],
] as const;

test.for(TAMPERINGS)("a change of %s breaks the signature", async ([, from, to]) => {
  const wire = source.toString("latin1");
  const found = wire.includes(from) ? wire.replace(from, to) : wire.replace("1 204", "9 204");

  const { results } = await dkimVerify(Buffer.from(found, "latin1"), { resolver });

  expect(found).not.toBe(wire);
  expect(results[0]?.status.result).not.toBe("pass");
});

function unfold(line: string): string {
  return line.replaceAll(/\r?\n\s+/g, " ");
}

async function resolver(name: string, type: string): Promise<string[][]> {
  if (name === "fairflow._domainkey.kopano.example" && type === "TXT") {
    return Promise.resolve([[`v=DKIM1; k=rsa; p=${PUBLISHED}`]]);
  }
  throw Object.assign(new Error("No such name"), { code: "ENOTFOUND" });
}
