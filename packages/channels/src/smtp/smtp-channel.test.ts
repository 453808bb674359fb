import type { OutgoingMessage } from "@fairflow/engine";
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startFakeSmtp, type FakeSmtp } from "../fake-smtp/start-fake-smtp.ts";
import { checkSmtp, smtpChannel } from "./smtp-channel.ts";
import { SmtpSetting } from "./smtp-setting.ts";

let fake: FakeSmtp;
const closing: (() => void)[] = [];

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "fairflow-smtp-"));
  fake = await startFakeSmtp(join(folder, "ledger.jsonl"));
});
afterAll(async () => {
  for (const close of closing) close();
  await fake.stop();
});

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const KEY = privateKey.export({ type: "pkcs8", format: "pem" });

function setting(changes: object = {}): SmtpSetting {
  return SmtpSetting.parse({
    host: "127.0.0.1",
    port: fake.port,
    authority: fake.authority,
    credentials: { user: "fairflow", password: "secret" },
    from: { name: "Kopano Retail Credit", address: "accounts@kopano.example" },
    dkim: { domain: "kopano.example", selector: "fairflow", privateKey: KEY },
    ...changes,
  });
}

function channel(changes: object = {}) {
  const made = smtpChannel({
    name: "smtp",
    setting: setting(changes),
    publicUrl: "https://pay.kopano.example",
    now: () => new Date("2026-11-23T08:00:00Z"),
    elapsedMs: () => 0,
  });
  closing.push(made.close);
  return made;
}

/** Ids that end alike wait alike. */
function newId(): string {
  return `${randomUUID().slice(0, -4)}0000`;
}

/** The same in each run of the tests, so that the seed decides what befalls them. */
function knownIds(family: number, count: number): readonly string[] {
  const numbers = Array.from({ length: count }, (_, index) => String(index).padStart(4, "0"));
  return numbers.map((number) => `0000000${family}-0000-4000-8000-0000${number}0000`);
}

function message(attemptId = newId()): OutgoingMessage {
  return {
    attemptId,
    channel: "email",
    to: "thandi@debtor.example",
    subject: "Your account",
    body: "You owe R 500.00.",
    language: "en",
  };
}

const mayGo = () => Promise.resolve(true);

async function acceptances(attemptId: string): Promise<number> {
  const entries = await fake.readLedger();
  return entries.filter((entry) => entry.attemptId === attemptId).length;
}

test("a mail is handed over once, over TLS, to one recipient", async () => {
  await fake.plan({});
  const sent = message();

  const result = await channel().send(sent, mayGo);

  expect(result).toEqual({ kind: "accepted", providerId: sent.attemptId });
  const ledger = await fake.readLedger();
  const entry = ledger.find(({ attemptId }) => attemptId === sent.attemptId);
  expect(entry).toMatchObject({
    from: "accounts@kopano.example",
    to: ["thandi@debtor.example"],
    isSecure: true,
  });
});

test("many mails at once share a few connections and each arrives once", async () => {
  await fake.plan({});
  const port = channel({ connections: 3 });
  const mails = Array.from({ length: 30 }, () => message());

  const results = await Promise.all(mails.map((mail) => port.send(mail, mayGo)));

  expect(new Set(results.map(({ kind }) => kind))).toEqual(new Set(["accepted"]));
  for (const { attemptId } of mails) expect(await acceptances(attemptId)).toBe(1);
});

test("nothing is sent once a message may not go any more", async () => {
  await fake.plan({});
  const sent = message();

  const result = await channel().send(sent, () => Promise.resolve(false));

  expect(result).toMatchObject({ kind: "retry-later", code: "given-back", afterMs: 0 });
  expect(await acceptances(sent.attemptId)).toBe(0);
});

test("no mail is begun after the window that the gate allowed", async () => {
  await fake.plan({});
  const sent = { ...message(), leaveBefore: new Date("2026-11-23T08:00:00Z") };

  const late = await channel().send(sent, mayGo);

  expect(late).toMatchObject({ kind: "retry-later", code: "given-back" });
  expect(await acceptances(sent.attemptId)).toBe(0);
});

const BEFORE_ANY_MAIL = [
  ["tls-stripped", "tls-smtp-500"],
  ["certificate-wrong", "tls"],
  ["greeting-421", "not-smtp-smtp-421-4.3.2"],
  ["greeting-554", "not-smtp-smtp-554-5.3.2"],
  ["greeting-never", "timeout"],
  ["sign-in-refused", "sign-in-smtp-535-5.7.8"],
] as const;

test.for(BEFORE_ANY_MAIL)("%s: nothing is handed over, and it is tried later", async (row) => {
  const [fault, code] = row;
  await fake.plan({ connections: { [fault]: 1 } });
  const sent = message();

  const patience = fault === "greeting-never" ? { greetWithinMs: 300 } : {};
  const result = await channel(patience).send(sent, mayGo);

  expect(result).toMatchObject({ kind: "retry-later", code });
  expect(await acceptances(sent.attemptId)).toBe(0);
});

const IN_A_MAIL = [
  ["recipient-450", { kind: "retry-later", code: "smtp-450-4.7.1", afterMs: 300_000 }, 0],
  ["recipient-452", { kind: "retry-later", code: "smtp-452-4.2.2", afterMs: 3_600_000 }, 0],
  ["recipient-550", { kind: "refused", code: "smtp-550-5.1.1", address: "dead" }, 0],
  ["recipient-stall", { kind: "retry-later", code: "timeout-before-data" }, 0],
  ["sender-550", { kind: "retry-later", code: "smtp-550-5.7.1", afterMs: 900_000 }, 0],
  ["drop-before-data", { kind: "retry-later", code: "no-connection-before-data" }, 0],
  ["drop-in-data", { kind: "in-doubt", code: "no-connection-in-data" }, 0],
  ["refuse-451", { kind: "retry-later", code: "smtp-451-4.3.0", afterMs: 300_000 }, 0],
  ["refuse-554", { kind: "refused", code: "smtp-554-5.6.0" }, 0],
  ["slow", { kind: "accepted" }, 1],
  ["drop-after-data", { kind: "in-doubt", code: "no-connection-in-data" }, 1],
  ["stall-after-data", { kind: "in-doubt", code: "timeout-in-data" }, 1],
  ["garble-after-data", { kind: "in-doubt", code: "not-smtp-in-data" }, 1],
] as const;

test.for(IN_A_MAIL)("%s is told as what it is, and never tried again inside", async (row) => {
  const [fault, expected, taken] = row;
  await fake.plan({ mails: { [fault]: 1 } });
  const sent = message();

  const patience = fault.includes("stall") ? { replyWithinMs: 1_500 } : {};
  const result = await channel(patience).send(sent, mayGo);

  expect(result).toMatchObject(expected);
  expect(await acceptances(sent.attemptId)).toBe(taken);
});

test("a server that is not there is not asked again at once, and all the later the longer", async () => {
  const closed = createServer();
  const gone = await new Promise<number>((resolve) => {
    closed.listen(0, "127.0.0.1", () => {
      const address = closed.address();
      closed.close(() => resolve(typeof address === "object" ? (address?.port ?? 0) : 0));
    });
  });
  let elapsed = 0;
  const port = smtpChannel({
    name: "smtp",
    setting: setting({ port: gone }),
    publicUrl: "https://pay.kopano.example",
    elapsedMs: () => elapsed,
  });
  const id = newId();

  const first = await port.send(message(id), mayGo);
  elapsed = 600_000;
  const later = await port.send(message(id), mayGo);

  expect(first).toEqual({ kind: "retry-later", code: "no-connection", afterMs: 30_000 });
  expect(later).toEqual({ kind: "retry-later", code: "no-connection", afterMs: 600_000 });
});

test("after a refused recipient the same connection takes the next mail", async () => {
  await fake.plan({ seed: 3, mails: { "recipient-550": 0.5 } });
  const port = channel({ connections: 1 });
  const mails = knownIds(1, 12).map((id) => message(id));

  const kinds: string[] = [];
  for (const mail of mails) kinds.push((await port.send(mail, mayGo)).kind);

  expect(new Set(kinds)).toEqual(new Set(["accepted", "refused"]));
  const taken = await Promise.all(mails.map(({ attemptId }) => acceptances(attemptId)));
  expect(taken).toEqual(kinds.map((kind) => (kind === "accepted" ? 1 : 0)));
});

test("any mix of faults leaves no mail that was said not to be sent, and none twice", async () => {
  await fake.plan({
    seed: 7,
    connections: {
      "tls-stripped": 0.1,
      "certificate-wrong": 0.1,
      "greeting-421": 0.1,
      "greeting-slow": 0.1,
    },
    mails: {
      "recipient-450": 0.1,
      "drop-before-data": 0.1,
      "drop-in-data": 0.1,
      "refuse-451": 0.1,
      "drop-after-data": 0.1,
      "garble-after-data": 0.1,
      slow: 0.1,
    },
  });
  const port = channel();
  const mails = knownIds(2, 80).map((id) => message(id));

  const results = await Promise.all(mails.map((mail) => port.send(mail, mayGo)));

  const entries = await fake.readLedger();
  for (const [index, { attemptId }] of mails.entries()) {
    const taken = entries.filter((entry) => entry.attemptId === attemptId).length;
    const kind = results[index]?.kind;
    const may = kind === "accepted" ? [1] : kind === "in-doubt" ? [0, 1] : [0];
    expect(may, `${kind} ${attemptId}`).toContain(taken);
  }
  expect(new Set(results.map(({ kind }) => kind))).toEqual(
    new Set(["accepted", "in-doubt", "retry-later"]),
  );
});

test("a mail larger than the server takes, or than the setting, is refused without asking", async () => {
  await fake.plan({});
  const body = "All work and no play. ".repeat(20_000);

  const byServer = await channel().send({ ...message(), body }, mayGo);
  const bySetting = await channel({ maxBytes: 100_000 }).send({ ...message(), body }, mayGo);

  expect(byServer).toEqual({ kind: "refused", code: "mail-too-large" });
  expect(bySetting).toEqual({ kind: "refused", code: "mail-too-large" });
});

test("without TLS only where the setting says so", async () => {
  await fake.plan({ connections: { "tls-stripped": 1 } });
  const sent = message();

  const result = await channel({ tls: "none", credentials: undefined }).send(sent, mayGo);

  expect(result.kind).toBe("accepted");
});

test("a setting is tried out without a mail, and shows what the server said", async () => {
  await fake.plan({ connections: { "sign-in-refused": 1 } });
  const refused = await checkSmtp(setting());
  await fake.plan({});
  const fine = await checkSmtp(setting());

  expect(refused).toEqual({
    ok: false,
    code: "sign-in-smtp-535-5.7.8",
    answer: "535 5.7.8 Who are you?",
  });
  expect(fine).toEqual({ ok: true });
});

test("who does not trust the server's certificate, or finds none there, is told so and not how Node is started", async () => {
  const { authority: _, ...stranger } = setting();
  const untrusted = await checkSmtp(SmtpSetting.parse(stranger));
  const nobody = await checkSmtp(setting({ host: "nobody.invalid" }));

  expect([untrusted, nobody]).toMatchObject([
    { ok: false, answer: expect.stringMatching(/trusted: .*authority of your own/) },
    { ok: false, answer: "There is no server called nobody.invalid." },
  ]);
});
