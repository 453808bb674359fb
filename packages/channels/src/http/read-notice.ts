import { z } from "zod";
import type { DeliveryReport } from "@fairflow/engine";
import type { NoticeReading, ProviderNotice, ProviderRequest } from "../inbound/provider-notice.ts";
import { meaningOfReply } from "../inbound/reply-meaning.ts";
import type { HttpSecrets, HttpSettings } from "./http-settings.ts";
import { readPath } from "./json-path.ts";
import { isVerified } from "./verify-callback.ts";

const MOST_BYTES = 256 * 1024;
const LONGEST_ID = 200;

const TYPES = {
  json: /^application\/json(?:;\s*charset=utf-8)?$/iu,
  form: /^application\/x-www-form-urlencoded(?:;\s*charset=utf-8)?$/iu,
} as const;

type Callback = NonNullable<HttpSettings["callback"]>;

/**
 * Reads a callback as the settings map it, over its raw bytes. A token proves who sends but not what is sent, and most
 * providers sign no time: a notice is stored once by its key.
 */
export function readHttpNotice(
  { callback }: Pick<HttpSettings, "callback">,
  secrets: HttpSecrets,
  of: { readonly request: ProviderRequest; readonly nowMs: number },
): NoticeReading {
  const { body, headers, target } = of.request;
  if (callback === undefined) return refused(400, "no-callbacks");
  if (body.length > MOST_BYTES) return refused(413, "too-long");
  if (!TYPES[callback.format].test(headers["content-type"] ?? "")) {
    return refused(415, `not-${callback.format}`);
  }
  const { secret } = callback.verification;
  const valid = Object.hasOwn(secrets, secret) ? (secrets[secret] ?? []) : [];
  if (!isVerified(callback.verification, valid, of)) return refused(403, "not-verified");
  const said = parseBody(callback.format, body);
  const notice = said === undefined ? undefined : noticeOf(callback, said, target);
  return notice === undefined ? refused(400, "unreadable") : { ok: true, notice };
}

function noticeOf(
  { delivery, reply }: Callback,
  said: unknown,
  target: string,
): ProviderNotice | undefined {
  return deliveryOf(delivery, said, target) ?? replyOf(reply, said);
}

function deliveryOf(
  mapping: Callback["delivery"],
  said: unknown,
  target: string,
): ProviderNotice | undefined {
  if (mapping === undefined) return undefined;
  const providerId = readId(said, mapping.id);
  const word = readPath(said, mapping.status);
  if (providerId === undefined || word === undefined) return undefined;
  const status = Object.hasOwn(mapping.statuses, word) ? mapping.statuses[word] : undefined;
  if (status === undefined) return { kind: "ignored", why: "A status that is not mapped" };
  const code = mapping.error === undefined ? undefined : readPath(said, mapping.error);
  const report: DeliveryReport =
    status === "failed"
      ? { status, code: code ?? word, fault: faultOf(mapping.faults, code ?? word) }
      : { status, code: undefined, fault: undefined };
  const attemptId = attemptIn(target);
  return { kind: "delivery", key: `${providerId}.${word}`, providerId, attemptId, report };
}

function faultOf(
  faults: NonNullable<Callback["delivery"]>["faults"],
  code: string,
): DeliveryReport["fault"] {
  return Object.hasOwn(faults, code) ? faults[code] : "other";
}

function replyOf(mapping: Callback["reply"], said: unknown): ProviderNotice | undefined {
  if (mapping === undefined) return undefined;
  const providerId = readId(said, mapping.id);
  const from = readPath(said, mapping.from);
  const to = readPath(said, mapping.to);
  const body = readPath(said, mapping.body);
  if (providerId === undefined || from === undefined || to === undefined || body === undefined) {
    return undefined;
  }
  const meaning = meaningOfReply(body);
  return { kind: "reply", key: providerId, providerId, from: e164(from), to, body, meaning };
}

/** Many write a number without its plus, or with two zeros for it. */
function e164(number: string): string {
  const digits = number.replaceAll(/[\s()-]/gu, "").replace(/^(?:\+|00)/u, "");
  return /^[1-9]\d{6,14}$/u.test(digits) ? `+${digits}` : number;
}

function readId(said: unknown, path: string): string | undefined {
  const id = readPath(said, path);
  return id === undefined || id === "" || id.length > LONGEST_ID ? undefined : id;
}

/** Ours, from the address that the message named for its callbacks. */
function attemptIn(target: string): string | undefined {
  const [, query = ""] = target.split("?", 2);
  return z.uuid().safeParse(new URLSearchParams(query).get("a")).data;
}

function parseBody(format: Callback["format"], body: Uint8Array): unknown {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
    if (format === "json") return JSON.parse(text);
    const pairs = [...new URLSearchParams(text)];
    const fields = new Map(pairs);
    // A field that is told twice says two things.
    return fields.size === pairs.length ? Object.fromEntries(fields) : undefined;
  } catch {
    return undefined;
  }
}

function refused(status: 400 | 403 | 413 | 415, why: string): NoticeReading {
  return { ok: false, status, why };
}
