import fc from "fast-check";
import { expect, test } from "vitest";
import { fetchOf } from "../../fakes/fetch-of.ts";
import { flipByte, flipOf } from "../../fakes/flip-byte.ts";
import { adapterOf, checkoutOf, fakeOf } from "../../fakes/gateways-under-test.ts";
import { ozowHashText, paddedHash } from "./ozow-hash.ts";

const CHECKOUT = "01a204ec-6baa-7062-a5be-000000000001";
const LINK = "01a204ec-6baa-7062-a5be-c890419de32a";
const NOTIFY = "https://fairflow.example/hooks/ozow";
const receivedAt = new Date("2026-11-23T08:00:00Z");

test("hashes the text of Ozow's own example", () => {
  const values = [
    "TSTSTE0001",
    "ZA",
    "ZAR",
    "25.00",
    "123",
    "ABC123",
    "http://demo.ozow.com/cancel.aspx",
    "http://demo.ozow.com/cancel.aspx",
    "http://demo.ozow.com/success.aspx",
    "http://demo.ozow.com/notify.aspx",
    "false",
  ];

  expect(ozowHashText(values, "215114531AFF7134A94C88CEEA48E")).toBe(
    "tstste0001zazar25.00123abc123http://demo.ozow.com/cancel.aspxhttp://demo.ozow.com/cancel.aspx" +
      "http://demo.ozow.com/success.aspxhttp://demo.ozow.com/notify.aspxfalse215114531aff7134a94c88ceea48e",
  );
  expect(paddedHash("ab")).toBe(`${"0".repeat(126)}ab`);
});

/** A debtor who gave up once and then paid, and the notifications of both. */
async function paidAtLast(amount = 2_500) {
  const fake = fakeOf("ozow", NOTIFY, () => undefined);
  const asking = { fetch: fetchOf(fake.answer), timeoutMs: 1_000 };
  const at = { url: "https://pay.ozow.example", notifyUrl: NOTIFY, asking };
  const gateway = adapterOf("ozow", at);
  const checkout = await gateway.checkout(checkoutOf(CHECKOUT, amount, LINK));
  if (checkout.kind !== "form") throw new Error("Ozow opens by a form");
  const body = new URLSearchParams(
    checkout.fields.map(([name, value]) => [name, value]),
  ).toString();
  const answer = fake.answer({ method: "POST", target: "/", headers: {}, body });
  const [gaveUp] = fake.act(CHECKOUT, "fail");
  const [paid] = fake.act(CHECKOUT, "pay");
  return {
    gateway,
    answer,
    gaveUp: Buffer.from(gaveUp?.body ?? ""),
    paid: Buffer.from(paid?.body ?? ""),
  };
}

const askedFor = (amount: number) => () =>
  Promise.resolve({ paymentLinkId: LINK, amount, currency: "ZAR" });

test("opens a form that Ozow takes, and books the late success whichever notification asks", async () => {
  const { gateway, answer, gaveUp, paid } = await paidAtLast();
  const reference = "0a1b2c3d-0000-4000-8000-000000000002";
  const confirmed = {
    kind: "confirmed",
    paymentLinkId: LINK,
    standing: "paid",
    movements: [
      { kind: "payment", reference, paymentReference: reference, amount: 2_500, currency: "ZAR" },
    ],
  };

  expect(answer.status).toBe(200);
  expect(gateway.open({ body: paid, headers: {}, receivedAt })).toEqual({
    kind: "genuine",
    eventId: `${reference}:complete`,
  });
  expect(await gateway.confirm(gaveUp, askedFor(2_500))).toEqual(confirmed);
  expect(await gateway.confirm(paid, askedFor(2_500))).toEqual(confirmed);
  expect(await gateway.confirm(paid, askedFor(2_501))).toEqual({
    kind: "odd",
    why: "another amount than asked",
  });
});

test("reads amounts as numbers or texts, and asks again where the answer makes no sense", async () => {
  const { paid } = await paidAtLast();
  const saying = (status: number, body: unknown) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const asking = { fetch: fetchOf(() => ({ status, body: text })), timeoutMs: 1_000 };
    const at = { url: "https://pay.ozow.example", notifyUrl: NOTIFY, asking };
    return adapterOf("ozow", at).confirm(paid, askedFor(2_500));
  };
  const transaction = {
    transactionId: "0A1B2C3D-0000-4000-8000-000000000002",
    transactionReference: CHECKOUT,
    siteCode: "TSTSTE0001",
    currencyCode: "ZAR",
    amount: "25.00",
    status: "Complete",
  };

  expect(await saying(200, [transaction])).toMatchObject({ kind: "confirmed", standing: "paid" });
  expect(await saying(200, [{ ...transaction, amount: 25.004 }])).toMatchObject({ kind: "odd" });
  expect(await saying(200, [{ ...transaction, siteCode: "OTHER" }])).toMatchObject({ kind: "odd" });
  expect(await saying(200, [{ ...transaction, status: "Odd" }])).toMatchObject({ kind: "odd" });
  expect(await saying(200, [])).toMatchObject({ kind: "odd" });
  expect(await saying(200, "<html>")).toMatchObject({ kind: "ask-again" });
  expect(await saying(500, [transaction])).toMatchObject({ kind: "ask-again" });
  expect(await saying(401, "")).toMatchObject({ kind: "ask-again" });
});

// The hash tells no capitals apart and does not protect the fields' borders: what passes must mean the same.
test("a change of one byte of a notification is refused, or changes neither the event nor what is asked", async () => {
  const { gateway, paid } = await paidAtLast();
  const came = { headers: {}, receivedAt };
  const original = gateway.open({ body: paid, ...came });
  let refused = 0;

  await fc.assert(
    fc.asyncProperty(flipOf(paid.length), async (flip) => {
      const body = flipByte(paid, flip);
      const opened = gateway.open({ body, ...came });
      if (opened.kind === "refused") {
        refused += 1;
        return;
      }
      expect(opened).toEqual(original);
      const asked: string[] = [];
      const confirmation = await gateway.confirm(body, (id) => {
        asked.push(id);
        return askedFor(2_500)();
      });
      const isSame = asked[0] === CHECKOUT && confirmation.kind === "confirmed";
      expect(isSame || confirmation.kind === "odd").toBe(true);
    }),
    { numRuns: 3_000 },
  );
  expect(refused).toBeGreaterThan(2_000);
});
