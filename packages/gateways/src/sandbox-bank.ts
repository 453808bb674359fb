import type {
  AskedPayment,
  CheckoutRequest,
  Confirmation,
  PaymentGatewayPort,
} from "@fairflow/engine";
import { createHmac } from "node:crypto";
import { z } from "zod";
import { equalBytes } from "./webhook/equal-bytes.ts";
import { readJson } from "./webhook/read-text.ts";

const Notice = z.strictObject({
  id: z.string().min(1).max(100),
  paymentLinkId: z.uuid(),
  status: z.enum(["paid", "failed"]),
  /** Minor units. */
  amount: z.int().positive(),
  currency: z.string().regex(/^[A-Z]{3}$/),
});
type Notice = z.infer<typeof Notice>;

/** What a person who plays the debtor tells the bank to do. A slow one says nothing for a while, then pays. */
export type SandboxPayment =
  | { readonly kind: "paid" }
  | { readonly kind: "partial"; readonly amount: number }
  | { readonly kind: "failed" }
  | { readonly kind: "slow" };

export interface SignedNotice {
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

export interface SandboxBank extends PaymentGatewayPort {
  /** Its page is ours, so that it needs no other words. */
  readonly checkout: (
    request: Pick<CheckoutRequest, "checkoutId">,
  ) => Promise<
    | { readonly kind: "open"; readonly url: string; readonly reference: string }
    | { readonly kind: "unavailable"; readonly code: string }
  >;
  /** The notice that the bank sends when the debtor has chosen. A slow payment's is the same as a whole one's, later. */
  readonly pay: (checkout: AskedPayment, choice: SandboxPayment, id: string) => SignedNotice;
}

const SIGNATURE = "x-sandbox-signature";

/** A bank that moves no money: it signs its notices as a real gateway does, so that the same way in is used. */
export function sandboxBank(options: {
  readonly secret: Uint8Array;
  /** The page on which a person chooses what the bank does. */
  readonly pageUrl: (checkoutId: string) => string;
}): SandboxBank {
  const sign = (body: Uint8Array) =>
    createHmac("sha256", options.secret).update(body).digest("hex");
  return {
    name: "sandbox",
    isLive: false,
    pageOrigins: [],
    contentType: "application/json",
    checkout: ({ checkoutId }) =>
      Promise.resolve({
        kind: "open",
        url: options.pageUrl(checkoutId),
        reference: checkoutId,
      }),
    open: ({ body, headers }) => {
      if (!equalBytes(sign(body), headers[SIGNATURE] ?? "")) {
        return { kind: "refused", why: "unsigned" };
      }
      const notice = Notice.safeParse(readJson(body));
      if (!notice.success) return { kind: "refused", why: "malformed" };
      return { kind: "genuine", eventId: notice.data.id };
    },
    // It has nobody to ask: its signed word is all there is.
    confirm: (body) => Promise.resolve(confirmationOf(Notice.parse(readJson(body)))),
    pay: ({ paymentLinkId, amount, currency }, choice, id) => {
      const notice: Notice = {
        id,
        paymentLinkId,
        status: choice.kind === "failed" ? "failed" : "paid",
        amount: choice.kind === "partial" ? choice.amount : amount,
        currency,
      };
      const body = Buffer.from(JSON.stringify(notice));
      return { body, headers: { [SIGNATURE]: sign(body) } };
    },
  };
}

function confirmationOf({ id, paymentLinkId, status, amount, currency }: Notice): Confirmation {
  const isPaid = status === "paid";
  return {
    kind: "confirmed",
    paymentLinkId,
    standing: status,
    movements: isPaid
      ? [{ kind: "payment", reference: id, paymentReference: id, amount, currency }]
      : [],
  };
}
