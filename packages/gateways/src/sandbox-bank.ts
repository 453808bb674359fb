import type { CheckoutRequest, PaymentGatewayPort, PaymentNotice } from "@fairflow/engine";
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

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
  /** The notice that the bank sends when the debtor has chosen. A slow payment's is the same as a whole one's, later. */
  readonly pay: (
    checkout: Pick<CheckoutRequest, "paymentLinkId" | "amount" | "currency">,
    choice: SandboxPayment,
    id: string,
  ) => SignedNotice;
}

const SIGNATURE = "x-sandbox-signature";

/** A bank that moves no money: it signs its notices as a real gateway does, so that the same way in is used. */
export function sandboxBank(options: {
  readonly secret: Uint8Array;
  /** The page on which a person chooses what the bank does. */
  readonly pageUrl: (paymentLinkId: string) => string;
}): SandboxBank {
  const sign = (body: Uint8Array) =>
    createHmac("sha256", options.secret).update(body).digest("hex");
  return {
    name: "sandbox",
    isLive: false,
    checkout: ({ paymentLinkId }) =>
      Promise.resolve({
        kind: "open",
        url: options.pageUrl(paymentLinkId),
        reference: paymentLinkId,
      }),
    readNotice: (body, headers) => {
      if (!isSigned(sign(body), headers[SIGNATURE])) return undefined;
      const notice = Notice.parse(JSON.parse(Buffer.from(body).toString("utf8")));
      return { providerId: notice.id, notice: noticeOf(notice) };
    },
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

function noticeOf({ id, paymentLinkId, status, amount, currency }: Notice): PaymentNotice {
  if (status === "failed") return { kind: "failed", paymentLinkId, code: "declined" };
  return { kind: "paid", paymentReference: id, paymentLinkId, amount, currency };
}

function isSigned(expected: string, given: string | undefined): boolean {
  const [one, other] = [Buffer.from(expected), Buffer.from(given ?? "")];
  return one.length === other.length && timingSafeEqual(one, other);
}
