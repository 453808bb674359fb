import { z } from "zod";
import type { DeliveryReport, DeliveryStatus } from "@fairflow/engine";
import type {
  NoticesReading,
  ProviderNotice,
  ProviderRequest,
} from "../inbound/provider-notice.ts";
import { meaningOfReply, type ReplyMeaning } from "../inbound/reply-meaning.ts";
import { faultOfCode } from "./error-codes.ts";
import { formFields } from "./form-fields.ts";
import { isSignedByTwilio } from "./twilio-signature.ts";
import { CALLBACK_PATHS } from "../inbound/callback-paths.ts";
import type { TwilioSecrets, TwilioSettings } from "./twilio-settings.ts";

const MOST_BYTES = 64 * 1024;

/** Twilio's words for how far a message has come. A part of it that arrived is not the message. */
const STATUSES: ReadonlyMap<string, DeliveryStatus> = new Map([
  ["accepted", "accepted"],
  ["scheduled", "accepted"],
  ["queued", "accepted"],
  ["sending", "accepted"],
  ["sent", "sent"],
  ["partially_delivered", "sent"],
  ["delivered", "delivered"],
  ["read", "read"],
  ["undelivered", "failed"],
  ["failed", "failed"],
  ["canceled", "failed"],
]);

const Sid = z.string().regex(/^(SM|MM)[0-9a-f]{32}$/u);

const StatusFields = z.object({
  MessageSid: Sid,
  MessageStatus: z.string().min(1).max(40),
  ErrorCode: z
    .string()
    .regex(/^\d{1,6}$/u)
    .optional(),
});

const ReplyFields = z.object({
  MessageSid: Sid,
  From: z.string().min(1).max(40),
  To: z.string().min(1).max(40),
  Body: z.string().max(20_000),
  /** Twilio's own word, where the Messaging Service manages opting out. */
  OptOutType: z.enum(["STOP", "START", "HELP"]).optional(),
});

/**
 * Reads what Twilio tells us, over the raw bytes and the configured address: whatever host a request names is not asked.
 * No time is signed, so that a notice may be played again for ever: it is stored once by its key.
 */
export function readTwilioNotice(
  { settings, callbackUrl }: { readonly settings: TwilioSettings; readonly callbackUrl: string },
  { authTokens }: Pick<TwilioSecrets, "authTokens">,
  { target, headers, body }: ProviderRequest,
): NoticesReading {
  if (body.length > MOST_BYTES) return refused(413, "too-long");
  if (!isForm(headers["content-type"])) return refused(415, "not-a-form");
  const signature = headers["x-twilio-signature"];
  if (signature === undefined) return refused(400, "no-signature");
  const fields = formFields(body);
  if (fields === undefined || !/^\/[!-~]*$/u.test(target)) return refused(400, "unreadable");
  const { origin, pathname: ours } = new URL(callbackUrl);
  const url = origin + target;
  const said = Object.fromEntries(fields);
  if (!isSignedByTwilio({ url, fields: said, signature, authTokens })) {
    return refused(403, "wrong-signature");
  }
  if (said["AccountSid"] !== settings.accountSid) return refused(403, "other-account");
  const { pathname, searchParams } = new URL(url);
  switch (pathname) {
    case ours + CALLBACK_PATHS.status:
      return read(deliveryOf(said, searchParams.get("a")), body);
    case ours + CALLBACK_PATHS.inbound:
      return read(replyOf(settings, said), body);
    default:
      return refused(400, "unknown-path");
  }
}

function deliveryOf(said: unknown, attempt: string | null): ProviderNotice | undefined {
  const { data } = StatusFields.safeParse(said);
  if (data === undefined) return undefined;
  const { MessageSid: providerId, MessageStatus: word, ErrorCode: code } = data;
  const status = STATUSES.get(word);
  if (status === undefined) return { kind: "ignored", why: `Twilio says ${word}` };
  const report: DeliveryReport =
    status === "failed"
      ? { status, code, fault: faultOfCode(code ?? "") }
      : { status, code: undefined, fault: undefined };
  const attemptId = z.uuid().safeParse(attempt).data;
  return { kind: "delivery", key: `${providerId}.${word}`, providerId, attemptId, report };
}

function replyOf({ sender }: TwilioSettings, said: unknown): ProviderNotice | undefined {
  const { data } = ReplyFields.safeParse(said);
  if (data === undefined) return undefined;
  const { MessageSid: providerId, From: from, To: to, Body: body, OptOutType: type } = data;
  const meaning = type === undefined ? meaningOfReply(body) : OPT_OUT_TYPES[type];
  const reply = { kind: "reply", key: providerId, providerId, from, to, body, meaning } as const;
  const isAnswered =
    type === "HELP" || (sender.kind === "service" && ANSWERED_WORDS.test(body.trim()));
  return meaning.kind === "help" && isAnswered ? { ...reply, answersHelp: true } : reply;
}

/** Words that a Messaging Service answers by itself; it knows no other language's. */
const ANSWERED_WORDS = /^(?:help|info)$/iu;

const OPT_OUT_TYPES: Readonly<Record<"STOP" | "START" | "HELP", ReplyMeaning>> = {
  STOP: { kind: "stop" },
  START: { kind: "start" },
  HELP: { kind: "help" },
};

function read(notice: ProviderNotice | undefined, body: Uint8Array): NoticesReading {
  if (notice === undefined) return refused(400, "unreadable");
  return { ok: true, notices: [{ notice, body }] };
}

function refused(status: 400 | 403 | 413 | 415, why: string): NoticesReading {
  return { ok: false, status, why };
}

function isForm(contentType: string | undefined): boolean {
  return /^application\/x-www-form-urlencoded(?:;\s*charset=utf-8)?$/iu.test(contentType ?? "");
}
