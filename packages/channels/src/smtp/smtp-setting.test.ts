import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { SmtpSetting } from "./smtp-setting.ts";

const SETTING = {
  host: "mail.kopano.example",
  from: { name: "Kopano", address: "accounts@kopano.example" },
};

const FORM = { type: "pkcs8", format: "pem" } as const;

function rsaKey(modulusLength: number): string {
  return generateKeyPairSync("rsa", { modulusLength }).privateKey.export(FORM);
}

function signing(changes: { readonly privateKey: string; readonly selector?: string }) {
  return { dkim: { domain: "kopano.example", selector: "fairflow", ...changes } };
}

const GOOD_KEY = rsaKey(2048);

test("mail goes over TLS unless the setting says otherwise", () => {
  expect(SmtpSetting.parse(SETTING)).toMatchObject({ port: 587, tls: "starttls" });
});

test("a key that signs is taken", () => {
  expect(SmtpSetting.safeParse({ ...SETTING, ...signing({ privateKey: GOOD_KEY }) }).success).toBe(
    true,
  );
});

test.for([
  ["a name of two lines", { from: { ...SETTING.from, name: "Kopano\r\nBcc: all@evil.com" } }],
  ["a name for an address", { from: { name: "Kopano", address: "Kopano <a@kopano.example>" } }],
  ["two addresses", { replyTo: "a@kopano.example, b@kopano.example" }],
  ["a host with a port", { host: "mail.kopano.example:25" }],
  ["a link host that is a URL", { linkHosts: ["https://kopano.example"] }],
  ["a password without TLS", { tls: "none", credentials: { user: "u", password: "p" } }],
  ["a selector with a field", signing({ privateKey: GOOD_KEY, selector: "s; l=0" })],
  ["a key too short to count", signing({ privateKey: rsaKey(512) })],
  [
    "a key that nodemailer cannot sign with",
    signing({ privateKey: generateKeyPairSync("ed25519").privateKey.export(FORM) }),
  ],
  ["no key at all", signing({ privateKey: "secret" })],
  ["a field that nobody knows", { requireTls: false }],
] as const)("%s is no setting", ([, changes]) => {
  expect(SmtpSetting.safeParse({ ...SETTING, ...changes }).success).toBe(false);
});
