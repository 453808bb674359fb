import fc from "fast-check";
import { expect, test } from "vitest";
import { FAKE_KEYS } from "../../fakes/fake-gateway.ts";
import { fetchOf } from "../../fakes/fetch-of.ts";
import { flipByte, flipOf } from "../../fakes/flip-byte.ts";
import { adapterOf, checkoutOf, fakeOf } from "../../fakes/gateways-under-test.ts";
import { addressList } from "../webhook/address-list.ts";
import { payfastGateway, type PayfastSettings } from "./payfast-gateway.ts";
import { payfastSignature, signedText, urlencode } from "./payfast-signature.ts";
import { PAYFAST_SOURCES } from "./payfast-sources.ts";
import { isItnSigned, readItn } from "./read-itn.ts";

const CHECKOUT = "01a204ec-6baa-7062-a5be-000000000001";
const LINK = "01a204ec-6baa-7062-a5be-c890419de32a";
const receivedAt = new Date("2026-11-23T08:00:00Z");
const NOTIFY = "https://fairflow.example/hooks/payfast";

// activemerchant/offsite_payments, pay_fast_notification_test.rb and pay_fast_helper_test.rb: an account without a passphrase.
const PUBLISHED_ITN =
  "m_payment_id=&pf_payment_id=46591&payment_status=COMPLETE&item_name=Name&item_description=" +
  "&amount_gross=123.00&amount_fee=-2.80&amount_net=120.20&custom_str1=&custom_str2=&custom_str3=" +
  "&custom_str4=&custom_str5=&custom_int1=&custom_int2=&custom_int3=&custom_int4=&custom_int5=" +
  "&name_first=Test&name_last=User+01&email_address=sbtu01%40payfast.co.za&merchant_id=10000100";
const PUBLISHED_SIGNATURE = "bae21e96d4dc7bf36bd1a6bb1a103f5f";

test("makes the published signatures", () => {
  const form = [
    { name: "merchant_id", value: "10000100" },
    { name: "merchant_key", value: "46f0cd694581a" },
    { name: "return_url", value: " " },
    { name: "m_payment_id", value: "123" },
    { name: "amount", value: "500" },
  ];

  expect(payfastSignature(PUBLISHED_ITN, undefined)).toBe(PUBLISHED_SIGNATURE);
  expect(payfastSignature(signedText(form), undefined)).toBe("45aa67464a46c9cf837257365866b247");
});

test("reads the published notification, with its fields as they were sent", () => {
  const itn = readItn(Buffer.from(`${PUBLISHED_ITN}&signature=${PUBLISHED_SIGNATURE}`));

  expect(itn).toEqual({
    signedText: PUBLISHED_ITN,
    signature: PUBLISHED_SIGNATURE,
    merchantId: "10000100",
    pfPaymentId: "46591",
    checkoutId: "",
    status: "COMPLETE",
    amountGross: "123.00",
  });
  expect(itn !== undefined && isItnSigned(itn, undefined)).toBe(true);
  expect(itn !== undefined && isItnSigned(itn, "a passphrase")).toBe(false);
});

test("encodes as PHP does", () => {
  expect(urlencode("a b~c!'()*-_.é/&=+")).toBe("a+b%7Ec%21%27%28%29%2A-_.%C3%A9%2F%26%3D%2B");
});

/** A checkout that was paid, and the notification that tells of it. */
async function paid(amount = 12_345) {
  const fake = fakeOf("payfast", NOTIFY, () => undefined);
  const asking = { fetch: fetchOf(fake.answer), timeoutMs: 1_000 };
  const gateway = adapterOf("payfast", {
    url: "https://www.payfast.example",
    notifyUrl: NOTIFY,
    asking,
  });
  const checkout = await gateway.checkout(checkoutOf(CHECKOUT, amount, LINK));
  if (checkout.kind !== "form") throw new Error("PayFast opens by a form");
  const body = new URLSearchParams(
    checkout.fields.map(([name, value]) => [name, value]),
  ).toString();
  const answer = fake.answer({ method: "POST", target: "/eng/process", headers: {}, body });
  const [notice] = fake.act(CHECKOUT, "pay");
  return { gateway, checkout, answer, itn: Buffer.from(notice?.body ?? "") };
}

const from = (remoteAddress: string | undefined) => ({ headers: {}, remoteAddress, receivedAt });
const askedFor = (amount: number) => () =>
  Promise.resolve({ paymentLinkId: LINK, amount, currency: "ZAR" });

test("opens a form that PayFast takes, with nothing of the debtor in it", async () => {
  const { checkout, answer } = await paid();

  expect(answer.status).toBe(200);
  expect(checkout.fields.map(([name]) => name)).toEqual([
    "merchant_id",
    "merchant_key",
    "return_url",
    "cancel_url",
    "notify_url",
    "m_payment_id",
    "amount",
    "item_name",
    "signature",
  ]);
  expect(Object.fromEntries(checkout.fields)).toMatchObject({
    m_payment_id: CHECKOUT,
    amount: "123.45",
  });
});

test("confirms a payment when PayFast says so and the cents are those that were asked", async () => {
  const { gateway, itn } = await paid();

  expect(gateway.open({ body: itn, ...from("127.0.0.1") })).toEqual({
    kind: "genuine",
    eventId: "1000100:COMPLETE",
  });
  expect(await gateway.confirm(itn, askedFor(12_345))).toEqual({
    kind: "confirmed",
    paymentLinkId: LINK,
    standing: "paid",
    movements: [
      {
        kind: "payment",
        reference: "1000100",
        paymentReference: "1000100",
        amount: 12_345,
        currency: "ZAR",
      },
    ],
  });
  // The SDK's own comparison lets a cent pass.
  expect(await gateway.confirm(itn, askedFor(12_346))).toEqual({
    kind: "odd",
    why: "another amount than asked",
  });
  expect(await gateway.confirm(itn, () => Promise.resolve(undefined))).toEqual({
    kind: "odd",
    why: "a checkout that nobody opened",
  });
});

test("refuses a notification from elsewhere, of another merchant, unsigned, or with a field twice", async () => {
  const { gateway, itn } = await paid();
  const text = itn.toString("utf8");
  const refusal = (body: string, address: string | undefined = "127.0.0.1") => {
    const opened = gateway.open({ body: Buffer.from(body), ...from(address) });
    return opened.kind === "refused" ? opened.why : opened.kind;
  };

  expect(refusal(text, "127.0.0.2")).toBe("wrong-source");
  expect(gateway.open({ body: itn, ...from(undefined) })).toEqual({
    kind: "refused",
    why: "wrong-source",
  });
  expect(refusal(text.replace("123.45", "923.45"))).toBe("unsigned");
  expect(refusal(`${PUBLISHED_ITN}&signature=${PUBLISHED_SIGNATURE}`)).toBe("unsigned");
  expect(refusal(`${text}&amount_gross=1.00`)).toBe("malformed");
  expect(refusal(text.replace(/&signature=.*/, ""))).toBe("malformed");
  expect(refusal(`\uFEFF${text}`)).toBe("malformed");
  expect(refusal(`${text}\r\n`)).toBe("malformed");
});

test("reads no field after the signature", async () => {
  const { gateway, itn } = await paid();
  const more = Buffer.concat([itn, Buffer.from("&custom_int1=1&amount_paid=1.00")]);

  expect(gateway.open({ body: more, ...from("127.0.0.1") }).kind).toBe("genuine");
  expect(readItn(more)).toEqual(readItn(itn));
});

test("asks again while PayFast gives no word, and books nothing that it does not know", async () => {
  const { itn } = await paid();
  const saying = (status: number, body: string) => {
    const asking = { fetch: fetchOf(() => ({ status, body })), timeoutMs: 1_000 };
    return adapterOf("payfast", { url: "https://www.payfast.example", notifyUrl: NOTIFY, asking });
  };

  expect(await saying(200, "INVALID").confirm(itn, askedFor(12_345))).toMatchObject({
    kind: "odd",
  });
  for (const answer of [saying(503, "VALID"), saying(200, "<html>"), saying(404, "")]) {
    expect(await answer.confirm(itn, askedFor(12_345))).toMatchObject({ kind: "ask-again" });
  }
});

test("refuses each change of one byte of a notification", async () => {
  const { gateway, itn } = await paid();

  fc.assert(
    fc.property(flipOf(itn.length), (flip) => {
      expect(gateway.open({ body: flipByte(itn, flip), ...from("127.0.0.1") }).kind).toBe(
        "refused",
      );
    }),
    { numRuns: 3_000 },
  );
});

test("demands a passphrase and a list of sources", () => {
  const settings: PayfastSettings = {
    merchantId: FAKE_KEYS.payfastMerchant,
    merchantKey: FAKE_KEYS.payfastKey,
    passphrases: [FAKE_KEYS.payfastPassphrase],
    isLive: false,
    url: "https://www.payfast.example",
    notifyUrl: NOTIFY,
    sources: PAYFAST_SOURCES,
    asking: { fetch, timeoutMs: 1_000 },
  };

  expect(() => payfastGateway({ ...settings, passphrases: [" "] })).toThrow(RangeError);
  expect(() => payfastGateway({ ...settings, sources: [] })).toThrow(RangeError);
  expect(() => payfastGateway({ ...settings, sources: ["payfast.co.za"] })).toThrow(RangeError);
});

test.for<[string, boolean]>([
  ["197.97.145.144", true],
  ["197.97.145.159", true],
  ["197.97.145.160", false],
  ["::ffff:41.74.179.200", true],
  ["144.126.193.139", true],
  ["144.126.193.140", false],
  ["3.163.252.237", true],
  ["3.163.253.237", false],
  ["::1", false],
  ["www.payfast.co.za", false],
])("takes a notice from %s: %s", ([address, isTaken]) => {
  expect(addressList(PAYFAST_SOURCES)(address)).toBe(isTaken);
});

test.for(["", "1.2.3.4/0", "1.2.3.4/33", "1.2.3.4/", "1.2.3.4/8/8", "nowhere"])(
  "knows no range %o",
  (entry) => {
    expect(() => addressList([entry])).toThrow(RangeError);
  },
);
