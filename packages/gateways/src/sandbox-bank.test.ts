import { expect, test } from "vitest";
import { sandboxBank, type SandboxPayment } from "./sandbox-bank.ts";

const LINK = "01a204ec-6baa-7062-a5be-c890419de32a";
const receivedAt = new Date("2026-11-23T08:00:00Z");
const bank = sandboxBank({
  secret: Buffer.from("a secret of the sandbox"),
  pageUrl: (id) => `/bank/${id}`,
});
const owed = { paymentLinkId: LINK, amount: 12_000, currency: "ZAR" };

test.for<[SandboxPayment, "paid" | "failed", number[]]>([
  [{ kind: "paid" }, "paid", [12_000]],
  [{ kind: "partial", amount: 5_000 }, "paid", [5_000]],
  [{ kind: "failed" }, "failed", []],
])("says what became of a payment: %o", async ([choice, standing, amounts]) => {
  const notice = bank.pay(owed, choice, "n1");

  expect(bank.open({ ...notice, receivedAt })).toEqual({ kind: "genuine", eventId: "n1" });
  expect(await bank.confirm(notice.body, () => Promise.resolve(undefined))).toEqual({
    kind: "confirmed",
    paymentLinkId: LINK,
    standing,
    movements: amounts.map((amount) => ({
      kind: "payment",
      reference: "n1",
      paymentReference: "n1",
      amount,
      currency: "ZAR",
    })),
  });
});

test("opens no notice whose bytes are not the ones that were signed", () => {
  const { body, headers } = bank.pay(owed, { kind: "partial", amount: 100 }, "n1");
  const raised = Buffer.from(Buffer.from(body).toString("utf8").replace("100", "999"));

  const unsigned = { kind: "refused", why: "unsigned" };
  expect(bank.open({ body: raised, headers, receivedAt })).toEqual(unsigned);
  expect(bank.open({ body, headers: {}, receivedAt })).toEqual(unsigned);
});
