import { readForm } from "../webhook/read-form.ts";
import { readText } from "../webhook/read-text.ts";
import { equalBytes } from "../webhook/equal-bytes.ts";
import { payfastSignature } from "./payfast-signature.ts";

/** An instant transaction notification whose fields are as PayFast sends them. */
export interface Itn {
  /** Everything before the signature, byte for byte: what is signed, and what PayFast is asked to confirm. */
  readonly signedText: string;
  readonly signature: string;
  readonly merchantId: string;
  readonly pfPaymentId: string;
  readonly checkoutId: string;
  readonly status: string;
  /** Rand with two decimals, as sent. */
  readonly amountGross: string;
}

/**
 * Reads a notification. The signed text ends where the field `signature` begins; fields after it are signed by nobody, so
 * that none is read. https://developers.payfast.co.za/docs#step_4_confirm_payment
 */
export function readItn(body: Uint8Array): Itn | undefined {
  const text = readText(body);
  const fields = readForm(body);
  const end = text?.indexOf("&signature=") ?? -1;
  if (text === undefined || fields === undefined || end < 0) return undefined;
  const at = fields.findIndex(({ name }) => name === "signature");
  const signed = new Map(fields.slice(0, at).map(({ name, value }) => [name, value]));
  const valueOf = (name: string) => signed.get(name) ?? "";
  const pfPaymentId = valueOf("pf_payment_id");
  const status = valueOf("payment_status");
  if (!/^\d{1,20}$/.test(pfPaymentId) || !/^[A-Z]{1,30}$/.test(status)) return undefined;
  return {
    signedText: text.slice(0, end),
    signature: fields[at]?.value ?? "",
    merchantId: valueOf("merchant_id"),
    pfPaymentId,
    checkoutId: valueOf("m_payment_id"),
    status,
    amountGross: valueOf("amount_gross"),
  };
}

/** Whether the passphrase signed it, over the fields as they were sent and in that order. */
export function isItnSigned(itn: Itn, passphrase: string | undefined): boolean {
  return equalBytes(payfastSignature(itn.signedText, passphrase), itn.signature);
}
