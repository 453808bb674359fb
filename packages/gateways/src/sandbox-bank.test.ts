import { expect, test } from "vitest";
import { sandboxBank, type SandboxPayment } from "./sandbox-bank.ts";

const LINK = "01a204ec-6baa-7062-a5be-c890419de32a";
const bank = sandboxBank({
  secret: Buffer.from("a secret of the sandbox"),
  pageUrl: (id) => `/bank/${id}`,
});
const owed = { paymentLinkId: LINK, amount: 12_000, currency: "ZAR" };

test.for<[SandboxPayment, object]>([
  [
    { kind: "paid" },
    {
      kind: "paid",
      paymentReference: "n1",
      paymentLinkId: LINK,
      amount: 12_000,
      currency: "ZAR",
    },
  ],
  [
    { kind: "partial", amount: 5_000 },
    {
      kind: "paid",
      paymentReference: "n1",
      paymentLinkId: LINK,
      amount: 5_000,
      currency: "ZAR",
    },
  ],
  [{ kind: "failed" }, { kind: "failed", paymentLinkId: LINK, code: "declined" }],
])("says what became of a payment: %o", ([choice, notice]) => {
  const { body, headers } = bank.pay(owed, choice, "n1");

  expect(bank.readNotice(body, headers)).toEqual({ providerId: "n1", notice });
});

test("reads no notice whose bytes are not the ones that were signed", () => {
  const { body, headers } = bank.pay(owed, { kind: "partial", amount: 100 }, "n1");
  const raised = Buffer.from(Buffer.from(body).toString("utf8").replace("100", "999"));

  expect(bank.readNotice(raised, headers)).toBeUndefined();
  expect(bank.readNotice(body, {})).toBeUndefined();
});
