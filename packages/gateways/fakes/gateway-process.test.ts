import type { AskedPayment, Checkout, CheckoutRequest, PaymentGatewayPort } from "@fairflow/engine";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { sumOf } from "../src/payment-course.ts";
import { ACTS } from "./fake-gateway.ts";
import { adapterOf, checkoutOf, GATEWAYS, type GatewayName } from "./gateways-under-test.ts";
import { receivingServer } from "./receiving-server.ts";
import { seededChoice } from "./seeded-choice.ts";
import { startFakeGateway } from "./start-fake-gateway.ts";
import { readBooks } from "./written-books.ts";

const CHECKOUTS = 12;
const FAULTS = 30;
const cases = GATEWAYS.flatMap((name) => [1, 2].map((seed) => [name, seed] as const));

// Over real HTTP, with every third answer lost or broken, notices doubled, permuted and forged.
test.for<readonly [GatewayName, number]>(cases)(
  "%s books what the gateway's books say, once, whatever fails on the way (seed %i)",
  async ([name, seed]) => {
    const folder = await mkdtemp(join(tmpdir(), "fairflow-gateway-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const books = join(folder, "books.jsonl");
    const receiver = await receivingServer();
    onTestFinished(receiver.close);
    const notifyUrl = `${receiver.url}/hooks/${name}`;
    const fake = await startFakeGateway({ gateway: name, books, notifyUrl, seed, faults: FAULTS });
    onTestFinished(fake.stop);
    const asking = { fetch, timeoutMs: 250 };
    const gateway = adapterOf(name, { url: fake.url, notifyUrl, asking });
    receiver.addresses.set(`/hooks/${name}`, gateway);
    const choose = seededChoice(seed);

    const asked = new Map<string, AskedPayment>();
    for (let index = 0; index < CHECKOUTS; index += 1) {
      const request = checkoutOf(`checkout-${index}`, 100 + choose(1_000_000), `link-${index}`);
      asked.set(request.checkoutId, request);
      await openAtLast(gateway, request);
    }
    for (let told = 0; told < 4; told += 1) {
      for (let count = 0; count < 2 * CHECKOUTS; count += 1) {
        const act = ACTS[choose(ACTS.length)] ?? "pay";
        await fake.act(`checkout-${choose(CHECKOUTS)}`, act);
      }
      expect((await fake.deliver(8)).forgeriesTaken).toBe(0);
      await receiver.settle(asked);
    }

    const sums = new Map<string, number>();
    for (const { checkoutId, amount } of readBooks(books)) {
      const link = asked.get(checkoutId)?.paymentLinkId ?? "";
      sums.set(link, (sums.get(link) ?? 0) + amount);
    }
    const paid = [...receiver.courses].filter(([, { movements }]) => movements.size > 0);
    expect(receiver.oddities).toEqual([]);
    expect(sums.size).toBeGreaterThan(0);
    expect(new Map(paid.map(([link, course]) => [link, sumOf(course)]))).toEqual(sums);
  },
);

/** Asks for the same page until it opens, as a debtor who presses again; a form is posted as a browser does. */
async function openAtLast(gateway: PaymentGatewayPort, request: CheckoutRequest): Promise<void> {
  for (;;) {
    const checkout: Checkout = await gateway.checkout(request);
    if (checkout.kind === "open") return;
    if (checkout.kind === "form" && (await isPosted(checkout))) return;
  }
}

async function isPosted({ url, fields }: Extract<Checkout, { kind: "form" }>): Promise<boolean> {
  try {
    const body = new URLSearchParams(fields.map(([name, value]) => [name, value]));
    const signal = AbortSignal.timeout(250);
    const response = await fetch(url, { method: "POST", body, signal });
    return (await response.text()) === "choose your bank";
  } catch {
    return false;
  }
}
