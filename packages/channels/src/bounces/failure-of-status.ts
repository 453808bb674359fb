import type { DeliveryFault } from "@fairflow/engine";
import type { Permanence } from "./mail-report.ts";

export interface MailFailure {
  readonly fault: DeliveryFault;
  readonly permanence: Permanence;
}

/**
 * Enhanced codes that mean that there is no such mailbox (RFC 3463, RFC 7505, and the registry of RFC 5248): the next mail
 * would fare the same.
 */
const NO_SUCH_MAILBOX = new Set([
  "5.1.1",
  "5.1.2",
  "5.1.3",
  "5.1.6",
  "5.1.10",
  "5.2.1",
  // There is no route to the domain, or none such.
  "5.4.4",
]);

/** The third part of a code tells details; the second what it is about (RFC 3463, section 3). */
const BY_SUBJECT: ReadonlyMap<string, DeliveryFault> = new Map([
  ["1", "unreachable"],
  ["2", "unreachable"],
  ["3", "unreachable"],
  ["4", "unreachable"],
  ["6", "filtered"],
  ["7", "filtered"],
]);

/**
 * What an enhanced code says of a mail that was given up. Only a mailbox that is not there is a hard failure: a full one
 * empties, and a filter judged this mail.
 */
export function failureOfStatus(status: string): MailFailure {
  if (NO_SUCH_MAILBOX.has(status)) return { fault: "dead-address", permanence: "hard" };
  const [, subject = ""] = status.split(".");
  return { fault: BY_SUBJECT.get(subject) ?? "other", permanence: "soft" };
}
