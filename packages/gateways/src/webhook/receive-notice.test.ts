import fc from "fast-check";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { flipHeader, flipOf } from "../../fakes/flip-byte.ts";
import { sandboxBank } from "../sandbox-bank.ts";
import { readAtMost } from "./read-at-most.ts";
import { NOTICE_LIMIT_BYTES, receiveNotice, type CameRequest } from "./receive-notice.ts";

const bank = sandboxBank({ secret: Buffer.from("a secret"), pageUrl: (id) => `/bank/${id}` });
const addresses = new Map([["/hooks/sandbox", bank]]);
const owed = {
  paymentLinkId: "01a204ec-6baa-7062-a5be-c890419de32a",
  amount: 12_000,
  currency: "ZAR",
};
const { body, headers } = bank.pay(owed, { kind: "paid" }, "n1");
const request: CameRequest = {
  method: "POST",
  target: "/hooks/sandbox",
  headers: { ...headers, "content-type": "application/json" },
  body,
  receivedAt: new Date("2026-11-23T08:00:00Z"),
};

test("takes a notice at its gateway's address", () => {
  expect(receiveNotice(addresses, request)).toEqual({
    kind: "genuine",
    gateway: bank,
    eventId: "n1",
    digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    body,
  });
});

test.for<[string, Partial<CameRequest>]>([
  ["unknown-address", { target: "/hooks/stripe" }],
  ["unknown-address", { target: "/hooks/sandbox?x=1" }],
  ["unknown-address", { target: "/hooks/%73andbox" }],
  ["wrong-method", { method: "GET" }],
  ["too-large", { body: undefined }],
  ["too-large", { body: new Uint8Array(NOTICE_LIMIT_BYTES + 1) }],
  ["wrong-content-type", { headers }],
  ["wrong-content-type", { headers: { ...headers, "content-type": "text/plain" } }],
  [
    "wrong-content-type",
    { headers: { ...headers, "content-type": "application/json; charset=utf-16" } },
  ],
  ["wrong-content-type", { headers: { ...request.headers, "content-encoding": "gzip" } }],
  ["unsigned", { body: Buffer.concat([Buffer.from("\uFEFF"), body]) }],
  ["unsigned", { body: Buffer.concat([body, Buffer.from("\r\n")]) }],
])("refuses as %s what has %o", ([why, changed]) => {
  expect(receiveNotice(addresses, { ...request, ...changed })).toEqual({ kind: "refused", why });
});

test("refuses each change of one byte of the address", () => {
  fc.assert(
    fc.property(flipOf(request.target.length), (flip) => {
      const target = flipHeader(request.target, flip);
      expect(receiveNotice(addresses, { ...request, target }).kind).toBe("refused");
    }),
    { numRuns: 1_000 },
  );
});

test("stops reading a body at its limit, whatever was announced", async () => {
  const endless = Readable.from(
    (function* () {
      for (;;) yield new Uint8Array(1_000);
    })(),
  );

  expect(await readAtMost(endless, 5_000)).toBeUndefined();
  expect(await readAtMost(Readable.from([Buffer.from("ab"), Buffer.from("c")]), 3)).toEqual(
    Buffer.from("abc"),
  );
  expect(await readAtMost(null, 3)).toEqual(Buffer.alloc(0));
});
