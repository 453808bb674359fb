import type { SendResult } from "@fairflow/engine";
import { failureOfStatus } from "../bounces/failure-of-status.ts";
import type { Reply, SmtpFault } from "./smtp-session.ts";

const MINUTE_MS = 60_000;

/** A server that fails is left alone for so long at least; the channel lets it wait longer the longer it fails. */
const REST_MS = MINUTE_MS / 2;
/** Greylisting lets the second try in after some minutes (RFC 6647, section 5). */
const GREYLISTED_MS = 5 * MINUTE_MS;
/** A mailbox that is full stays so for a while. */
const MAILBOX_FULL_MS = 60 * MINUTE_MS;
/** A person has to change a setting or a key. */
const SETTING_WRONG_MS = 15 * MINUTE_MS;

/**
 * What the port says of a mail that a server did not take. A reply that says no is believed at every stage; without one,
 * what had not begun its body surely did not leave, and the rest is in doubt.
 */
export function smtpOutcome(fault: SmtpFault): SendResult {
  const { stage, reply, reason } = fault;
  if (stage === "session") return ofSession(fault);
  if (reply === undefined || !isNo(reply)) {
    if (stage === "body") return { kind: "in-doubt", code: `${nameOf(reason)}-in-data` };
    // Nodemailer's own: the server was not asked.
    if (reason === "EMESSAGE" && reply === undefined) {
      return { kind: "refused", code: "mail-too-large" };
    }
    return { kind: "retry-later", code: `${nameOf(reason)}-before-data`, afterMs: REST_MS };
  }
  const code = codeOf(reply);
  if (isAboutUs(fault, reply)) return { kind: "retry-later", code, afterMs: SETTING_WRONG_MS };
  if (reply.code >= 500) {
    const isDead = failureOfStatus(reply.enhanced ?? "").permanence === "hard";
    return { kind: "refused", code, ...(isDead ? { address: "dead" } : {}) };
  }
  return { kind: "retry-later", code, afterMs: waitAfter(reply) };
}

/** Anything else than these two kinds of reply is no answer to whether a mail was taken. */
function isNo({ code }: Reply): boolean {
  return code >= 400 && code < 600;
}

/** Nothing was said about any mail: it waits, however final the server's words are. */
function ofSession({ reason, reply }: SmtpFault): SendResult {
  const code = [nameOf(reason), ...(reply === undefined ? [] : [codeOf(reply)])].join("-");
  const isSetting = reason === "ETLS" || (reason === "EAUTH" && (reply?.code ?? 0) >= 500);
  const afterMs = isSetting ? SETTING_WRONG_MS : REST_MS;
  return { kind: "retry-later", code, afterMs };
}

/** The sender, the sign-in or the encryption is refused, not this recipient or this text. */
function isAboutUs({ command }: SmtpFault, { code, enhanced = "" }: Reply): boolean {
  if (code === 530 || code === 534 || code === 535 || code === 538) return true;
  if (command !== "MAIL FROM" || code < 500) return false;
  return code !== 552 && !enhanced.startsWith("5.3.4");
}

function waitAfter({ code, enhanced = "" }: Reply): number {
  if (code === 421) return REST_MS;
  return enhanced.startsWith("4.2.2") || code === 452 ? MAILBOX_FULL_MS : GREYLISTED_MS;
}

/** `smtp-550-5.1.1`: what an admin looks up, without the words around it, which may name somebody. */
function codeOf({ code, enhanced }: Reply): string {
  return enhanced === undefined ? `smtp-${code}` : `smtp-${code}-${enhanced}`;
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ["ETLS", "tls"],
  ["EAUTH", "sign-in"],
  ["ETIMEDOUT", "timeout"],
  ["EDNS", "no-connection"],
  ["ECONNECTION", "no-connection"],
  ["ESOCKET", "no-connection"],
  ["EPROTOCOL", "not-smtp"],
  ["EENVELOPE", "not-smtp"],
  ["EMESSAGE", "not-smtp"],
]);

function nameOf(reason: string): string {
  return NAMES.get(reason) ?? "smtp-fault";
}
