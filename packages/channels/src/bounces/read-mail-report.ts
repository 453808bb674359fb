import PostalMime, { type Email } from "postal-mime";
import { ATTEMPT_HEADER, attemptOf, attemptOfMessageId } from "../smtp/message-id.ts";
import { failureOfStatus } from "./failure-of-status.ts";
import { fieldGroups, headFields, type Fields } from "./field-groups.ts";
import type { MailReport } from "./mail-report.ts";

const STATUS = /\b([245]\.\d{1,3}\.\d{1,3})\b/;

/** Says nothing but "other or undefined" (RFC 3463, section 3.1): the server's own words may say more. */
const UNDEFINED_STATUS = /^[245]\.0\.0$/;

/** Feedback that is no complaint: taken back, or about signatures (RFC 6591). */
const NO_COMPLAINT = new Set(["not-spam", "auth-failure"]);

/**
 * Reads a mail that came to the mailbox for bounces: a delivery status (RFC 3464), a complaint (RFC 5965) or a bounce of
 * qmail, about a mail of ours, found again by its envelope id, our own header or its Message-ID. All else is ignored, a
 * person's answer too.
 *
 * @param source the mail, or its beginning
 */
export async function readMailReport(source: Uint8Array): Promise<MailReport> {
  let mail: Email;
  try {
    mail = await PostalMime.parse(source, {
      attachmentEncoding: "utf8",
      forceRfc822Attachments: true,
    });
  } catch {
    // Nested or long beyond every mail server's habit.
    return ignored("cannot be read");
  }
  const about = partOf(mail, "message/rfc822") ?? partOf(mail, "text/rfc822-headers") ?? "";
  const status = partOf(mail, "message/delivery-status");
  if (status !== undefined) return ofDeliveryStatus(fieldGroups(status), headFields(about));
  const feedback = partOf(mail, "message/feedback-report");
  if (feedback !== undefined) return ofFeedback(headFields(feedback), headFields(about));
  return ofQmail(mail.text ?? "");
}

function partOf({ attachments }: Email, type: string): string | undefined {
  const content = attachments.find(({ mimeType }) => mimeType.toLowerCase() === type)?.content;
  return typeof content === "string" ? content : undefined;
}

function ofDeliveryStatus([first, ...others]: readonly Fields[], about: Fields): MailReport {
  const recipients = [...(first === undefined ? [] : [first]), ...others].filter((group) =>
    group.has("action"),
  );
  // Each of our mails has one recipient; behind a mailing list one of several may have failed.
  const recipient = recipients.find((group) => actionOf(group) === "failed") ?? recipients[0];
  if (recipient === undefined) return ignored("says nothing of a recipient");
  const attemptId = attemptOf(first?.get("original-envelope-id") ?? "") ?? attemptIn(about);
  if (attemptId === undefined) return ignored("about no mail of ours");
  const action = actionOf(recipient);
  if (action === "failed") return failed(attemptId, statusOf(recipient));
  return action === "delivered" ? arrived(attemptId) : ignored("nothing final");
}

function actionOf(group: Fields): string | undefined {
  return group.get("action")?.toLowerCase();
}

function statusOf(recipient: Fields): string {
  const status = STATUS.exec(recipient.get("status") ?? "")?.[1];
  if (status !== undefined && !UNDEFINED_STATUS.test(status)) return status;
  const said = STATUS.exec(afterCode(recipient.get("diagnostic-code") ?? ""))?.[1];
  return said ?? status ?? "5.0.0";
}

/** `smtp; 552 5.2.2 Mailbox full` from its code on: addresses of hosts before it look like statuses. */
function afterCode(diagnostic: string): string {
  return /\b[45]\d\d[ -]\s*([245]\.\d.*)/.exec(diagnostic)?.[1] ?? "";
}

function ofFeedback(report: Fields, about: Fields): MailReport {
  const feedback = report.get("feedback-type")?.toLowerCase() ?? "";
  if (feedback === "" || NO_COMPLAINT.has(feedback)) return ignored("no complaint");
  const attemptId = attemptOf(report.get("original-envelope-id") ?? "") ?? attemptIn(about);
  if (attemptId === undefined) return ignored("about no mail of ours");
  return { kind: "complaint", key: `${attemptId} complaint`, attemptId, feedback };
}

const QMAIL = /^Hi\. This is the /;
const COPY = /^--- Below this line is a copy of the message\.$/m;

/** Of qmail, which wrote its own form before there was a standard (QSBMF). */
function ofQmail(text: string): MailReport {
  const plain = text.replaceAll("\r\n", "\n");
  const [said = "", copy = ""] = plain.split(COPY);
  if (!QMAIL.test(said)) return ignored("no report");
  const attemptId = attemptIn(headFields(copy.trimStart()));
  if (attemptId === undefined) return ignored("about no mail of ours");
  return failed(attemptId, STATUS.exec(afterCode(said))?.[1] ?? "5.0.0");
}

function attemptIn(about: Fields): string | undefined {
  return (
    attemptOf(about.get(ATTEMPT_HEADER.toLowerCase()) ?? "") ??
    attemptOfMessageId(about.get("message-id") ?? "")
  );
}

function failed(attemptId: string, status: string): MailReport {
  const { fault, permanence } = failureOfStatus(status);
  const report = { status: "failed", code: `smtp-${status}`, fault } as const;
  return { ...ofAttempt(attemptId, "failed"), report, permanence };
}

function arrived(attemptId: string): MailReport {
  const report = { status: "delivered", code: undefined, fault: undefined } as const;
  return { ...ofAttempt(attemptId, "delivered"), report, permanence: undefined };
}

function ofAttempt(attemptId: string, what: "failed" | "delivered") {
  const key = `${attemptId} ${what}`;
  return { kind: "delivery", key, providerId: attemptId, attemptId } as const;
}

function ignored(why: string): MailReport {
  return { kind: "ignored", why };
}
