import { createHash } from "node:crypto";
import type { FormField } from "../webhook/read-form.ts";

/**
 * Encodes as PHP's `urlencode` does, which PayFast signs by: a space is a plus, hex is in capitals, and of the marks only
 * `-`, `_` and `.` stay.
 */
export function urlencode(text: string): string {
  return encodeURIComponent(text)
    .replaceAll(/[!'()*~]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}

/** The text that is signed for a payment page: the fields in their order, without the empty ones. */
export function signedText(fields: readonly FormField[]): string {
  return fields
    .filter(({ value }) => value.trim() !== "")
    .map(({ name, value }) => `${name}=${urlencode(value.trim())}`)
    .join("&");
}

/**
 * The signature over fields as they are sent. It is an MD5 with the passphrase as its only secret: without one anybody can
 * sign, so the gateway demands it, and what it signs is believed only after PayFast has confirmed it. MD5 is PayFast's choice
 * and has no alternative there. https://developers.payfast.co.za/docs#step_2_signature
 *
 * @param passphrase undefined only for accounts that have none, as in published examples
 */
export function payfastSignature(text: string, passphrase: string | undefined): string {
  const suffix = passphrase === undefined ? "" : `&passphrase=${urlencode(passphrase.trim())}`;
  return createHash("md5").update(`${text}${suffix}`).digest("hex");
}
