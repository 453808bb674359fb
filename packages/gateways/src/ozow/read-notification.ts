import { equalBytes } from "../webhook/equal-bytes.ts";
import { readForm } from "../webhook/read-form.ts";
import { ozowHash, paddedHash } from "./ozow-hash.ts";

/** The variables of a notification in the order in which they are hashed. https://hub.ozow.com/docs/outcome */
const HASHED = [
  "SiteCode",
  "TransactionId",
  "TransactionReference",
  "Amount",
  "Status",
  "Optional1",
  "Optional2",
  "Optional3",
  "Optional4",
  "Optional5",
  "CurrencyCode",
  "IsTest",
  "StatusMessage",
] as const;

/** What is read of a notification. Its amount is not: Ozow is asked. */
export interface OzowNotification {
  readonly siteCode: string;
  readonly transactionId: string;
  readonly checkoutId: string;
  readonly status: string;
  readonly isTest: boolean;
  readonly hash: string;
  readonly hashed: readonly string[];
}

/** Reads a notification; variables that are not hashed, such as the bank's name, are not read. */
export function readNotification(body: Uint8Array): OzowNotification | undefined {
  const fields = readForm(body);
  if (fields === undefined) return undefined;
  const values = new Map(fields.map(({ name, value }) => [name, value]));
  const valueOf = (name: string) => values.get(name) ?? "";
  const transactionId = valueOf("TransactionId");
  const status = valueOf("Status");
  const isTest = valueOf("IsTest").toLowerCase();
  if (!/^[\dA-Fa-f-]{36}$/.test(transactionId) || !/^[A-Za-z]{1,50}$/.test(status))
    return undefined;
  if (isTest !== "true" && isTest !== "false") return undefined;
  return {
    siteCode: valueOf("SiteCode"),
    // Ozow's hash does not tell capitals apart, and the same event must have one id.
    transactionId: transactionId.toLowerCase(),
    checkoutId: valueOf("TransactionReference"),
    status: status.toLowerCase(),
    isTest: isTest === "true",
    hash: valueOf("Hash"),
    hashed: HASHED.map(valueOf),
  };
}

export function isNotificationSigned(notification: OzowNotification, privateKey: string): boolean {
  return equalBytes(ozowHash(notification.hashed, privateKey), paddedHash(notification.hash));
}
