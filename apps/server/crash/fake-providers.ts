import {
  httpWire,
  smtpChannel,
  SmtpSetting,
  twilioChannel,
  TwilioSettings,
} from "@fairflow/channels";
import { startFakeSmtp } from "@fairflow/channels/fake-smtp";
import { startFakeTwilio } from "@fairflow/channels/fake-twilio";
import type { Database, Keyring } from "@fairflow/db";
import type { ChannelPort } from "@fairflow/engine";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { TUESDAY } from "@fairflow/engine/made-up-world";
import { recallAttempt } from "../src/providers/recall-attempt.ts";

export const CRASH_CHANNELS = ["sms", "email", "letter"] as const;
export type CrashChannel = (typeof CRASH_CHANNELS)[number];

/** How to reach the fake of a channel, as another process can be told it. */
export interface FakeAddress {
  readonly origin: string;
  /** PEM of the mail server's authority. */
  readonly authority: string;
  /** The file that its acceptances are appended to; of a print house, the folder that it collects from. */
  readonly ledger: string;
  /** How long to wait for its answer. */
  readonly answersWithinMs: number;
}

/** The fakes of all channels, each in a process of its own that outlives every crash. */
export interface Fakes {
  /** @param isSilent whether it takes every message and never answers */
  readonly addressOf: (of: {
    readonly channel: CrashChannel;
    readonly ordinal: number;
    readonly isSilent: boolean;
  }) => Promise<FakeAddress>;
  readonly stop: () => Promise<void>;
}

const ACCOUNT = `AC${"1".repeat(32)}`;
const AUTH_TOKEN = "12345";
/** A silent one is given up; by then it has taken the message, also on a busy machine. */
const SILENCE_MS = 5_000;
/** Longer than a busy machine keeps one waiting that does answer: who gave it up would be told wrongly that nothing arrived. */
const ANSWER_WITHIN_MS = 120_000;
/** Longer than anybody stands at a point: whoever gave up there would say so, and would not be on the way any more. */
const CONNECT_WITHIN_MS = 300_000;

/** @param folder where they keep what they took */
export async function openFakes(folder: string): Promise<Fakes> {
  const [goodSms, silentSms] = [await startSms(folder, false), await startSms(folder, true)];
  const [goodMail, silentMail] = [await startMail(folder, false), await startMail(folder, true)];
  return {
    addressOf: async ({ channel, ordinal, isSilent }) => {
      if (channel === "sms") return (isSilent ? silentSms : goodSms).address;
      if (channel === "email") return (isSilent ? silentMail : goodMail).address;
      const ledger = join(folder, `letters-${ordinal}`);
      await mkdir(ledger);
      return { origin: "", authority: "", ledger, answersWithinMs: ANSWER_WITHIN_MS };
    },
    stop: async () => {
      for (const fake of [goodSms, silentSms, goodMail, silentMail]) await fake.stop();
    },
  };
}

async function startSms(folder: string, isSilent: boolean) {
  const ledger = join(folder, `sms-${isSilent}.jsonl`);
  const fake = await startFakeTwilio({ ledger, accountSid: ACCOUNT, authToken: AUTH_TOKEN });
  if (isSilent) await fake.plan({ kind: "seeded", seed: 1, oneIn: 1, faults: ["silent-after"] });
  const answersWithinMs = isSilent ? SILENCE_MS : ANSWER_WITHIN_MS;
  const address = { origin: fake.origin, authority: "", ledger, answersWithinMs };
  return { address, stop: fake.stop };
}

async function startMail(folder: string, isSilent: boolean) {
  const ledger = join(folder, `email-${isSilent}.jsonl`);
  const fake = await startFakeSmtp(ledger);
  if (isSilent) await fake.plan({ mails: { "stall-after-data": 1 } });
  const origin = `smtp://127.0.0.1:${String(fake.port)}`;
  const answersWithinMs = isSilent ? SILENCE_MS : ANSWER_WITHIN_MS;
  return {
    address: { origin, authority: fake.authority, ledger, answersWithinMs },
    stop: fake.stop,
  };
}

/** The product's own adapter, wired to the fake. */
export function fakePort(
  channel: Exclude<CrashChannel, "letter">,
  fake: FakeAddress,
  of: { readonly database: Database; readonly keyring: Keyring },
): { readonly port: ChannelPort; readonly close: () => void } {
  const now = () => TUESDAY;
  if (channel === "sms") {
    const reach = { alsoRanges: ["127.0.0.0/8"], plainHttp: true, ports: [] };
    const wire = httpWire({
      reach,
      answerMs: fake.answersWithinMs,
      connectMs: CONNECT_WITHIN_MS,
    });
    const sender = { kind: "service", sid: `MG${"2".repeat(32)}`, hearsReplies: true };
    const port = twilioChannel({
      name: "twilio",
      callbackUrl: "https://collect.example/callbacks/1",
      settings: TwilioSettings.parse({ accountSid: ACCOUNT, sender }),
      secrets: { authTokens: [AUTH_TOKEN] },
      wire,
      apiOrigin: fake.origin,
      now,
      recall: (attemptId) => recallAttempt(of.database, of.keyring, attemptId),
    });
    return { port, close: wire.close };
  }
  const port = smtpChannel({
    name: "smtp",
    setting: SmtpSetting.parse({
      host: "127.0.0.1",
      port: Number(new URL(fake.origin).port),
      authority: fake.authority,
      credentials: { user: "fairflow", password: "secret" },
      from: { name: "Acme Furnishers", address: "accounts@acme.example" },
      connections: 1,
      replyWithinMs: fake.answersWithinMs,
    }),
    publicUrl: "https://pay.acme.example",
    now,
  });
  return { port, close: port.close };
}
