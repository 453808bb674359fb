import { z } from "zod";
import type { DeliveryReport } from "@fairflow/engine";
import { CALLBACK_PATHS } from "../inbound/callback-paths.ts";
import type {
  CameNotice,
  NoticesReading,
  ProviderNotice,
  ProviderRequest,
} from "../inbound/provider-notice.ts";
import { meaningOfReply } from "../inbound/reply-meaning.ts";
import type { CallbackSettings } from "./callback-settings.ts";
import type { HttpSecrets, HttpSettings } from "./http-settings.ts";
import { readList, readPath } from "./json-path.ts";
import { isVerified } from "./verify-callback.ts";

const MOST_BYTES = 256 * 1024;
const LONGEST_ID = 200;

const TYPES = {
  json: /^application\/json(?:;\s*charset=utf-8)?$/iu,
  form: /^application\/x-www-form-urlencoded(?:;\s*charset=utf-8)?$/iu,
  // What comes by GET says nothing of a type.
  query: /^/u,
} as const;

type Delivery = NonNullable<CallbackSettings["delivery"]>;
type Reply = NonNullable<CallbackSettings["reply"]>;

/**
 * Reads a callback as the settings map it, over its raw bytes: one notice or a list of them. A token proves who sends but
 * not what is sent, and most providers sign no time: a notice is stored once by its key.
 */
export function readHttpNotice(
  { callback }: Pick<HttpSettings, "callback">,
  secrets: HttpSecrets,
  of: { readonly request: ProviderRequest; readonly nowMs: number },
): NoticesReading {
  const { request } = of;
  const { body, headers } = request;
  if (callback === undefined) return refused(400, "no-callbacks");
  if (body.length > MOST_BYTES) return refused(413, "too-long");
  if (!TYPES[callback.format].test(headers["content-type"] ?? "")) {
    return refused(415, `not-${callback.format}`);
  }
  const { secret } = callback.verification;
  const valid = Object.hasOwn(secrets, secret) ? (secrets[secret] ?? []) : [];
  if (!isVerified(callback.verification, valid, of)) return refused(403, "not-verified");
  const said = saidIn(callback.format, request);
  const notices = said === undefined ? undefined : noticesOf(callback, said, request);
  return notices === undefined ? refused(400, "unreadable") : { ok: true, notices };
}

interface Mapping {
  readonly where: Pick<Delivery, "each" | "when">;
  readonly read: (item: unknown) => ProviderNotice | undefined;
}

/** What is told, by whichever mapping it fits; undefined where it fits none. */
function noticesOf(
  callback: CallbackSettings,
  said: unknown,
  request: ProviderRequest,
): readonly CameNotice[] | undefined {
  const read = new Map<unknown, CameNotice>();
  let isEmptyList = false;
  for (const { where, read: readItem } of mappingsFor(callback, request.target)) {
    const items = where.each === undefined ? [said] : readList(said, where.each);
    if (items === undefined) continue;
    if (items.length === 0) isEmptyList = true;
    for (const item of items) {
      // What nothing follows from may still be somebody's word by the other mapping.
      if ((read.get(item)?.notice.kind ?? "ignored") !== "ignored" || !isFor(where, item)) continue;
      const notice = readItem(item);
      if (notice === undefined) continue;
      read.set(item, items.length > 1 ? partOf(notice, item) : wholeOf(notice, request));
    }
  }
  return read.size === 0 && !isEmptyList ? undefined : [...read.values()];
}

/** Where both come to one address, a delivery may have all that a reply has: what comes to that of replies is one first. */
function mappingsFor({ delivery, reply }: CallbackSettings, target: string): readonly Mapping[] {
  const ofDelivery =
    delivery === undefined
      ? []
      : [{ where: delivery, read: (item: unknown) => deliveryOf(delivery, item) }];
  const ofReply =
    reply === undefined ? [] : [{ where: reply, read: (item: unknown) => replyOf(reply, item) }];
  const [path = ""] = target.split("?", 1);
  return path.endsWith(CALLBACK_PATHS.inbound)
    ? [...ofReply, ...ofDelivery]
    : [...ofDelivery, ...ofReply];
}

function isFor({ when }: Mapping["where"], item: unknown): boolean {
  return when === undefined || when.equals.includes(readPath(item, when.path) ?? "");
}

/** The address that was called is that of one message: of several it would name the wrong one. */
function partOf(notice: ProviderNotice, item: unknown): CameNotice {
  return { notice, body: Buffer.from(JSON.stringify(item)) };
}

function wholeOf(notice: ProviderNotice, { body, target }: ProviderRequest): CameNotice {
  if (notice.kind !== "delivery") return { notice, body };
  return { notice: { ...notice, attemptId: attemptIn(target) }, body };
}

function deliveryOf(mapping: Delivery, said: unknown): ProviderNotice | undefined {
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
  const key = `${providerId}.${word}`;
  return { kind: "delivery", key, providerId, attemptId: undefined, report };
}

function faultOf(faults: Delivery["faults"], code: string): DeliveryReport["fault"] {
  return Object.hasOwn(faults, code) ? faults[code] : "other";
}

function replyOf(mapping: Reply, said: unknown): ProviderNotice | undefined {
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

function saidIn(format: CallbackSettings["format"], { body, target }: ProviderRequest): unknown {
  if (format === "query") return fieldsOf(target.split("?", 2)[1] ?? "");
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
    return format === "json" ? JSON.parse(text) : fieldsOf(text);
  } catch {
    return undefined;
  }
}

/** A field that is told twice says two things. */
function fieldsOf(text: string): Readonly<Record<string, string>> | undefined {
  const pairs = [...new URLSearchParams(text)];
  const fields = new Map(pairs);
  return fields.size === pairs.length ? Object.fromEntries(fields) : undefined;
}

function refused(status: 400 | 403 | 413 | 415, why: string): NoticesReading {
  return { ok: false, status, why };
}
