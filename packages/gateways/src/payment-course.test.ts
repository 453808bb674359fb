import type { Confirmation, MoneyMovement } from "@fairflow/engine";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ACTS, type FakeNotice } from "../fakes/fake-gateway.ts";
import { fetchOf } from "../fakes/fetch-of.ts";
import { adapterOf, checkoutOf, fakeOf, GATEWAYS } from "../fakes/gateways-under-test.ts";
import {
  addToCourse,
  ContradictingMovementError,
  sumOf,
  UNKNOWN_COURSE,
} from "./payment-course.ts";

const LINK = "01a204ec-6baa-7062-a5be-c890419de32a";
const CHECKOUT = "01a204ec-6baa-7062-a5be-000000000001";

/** A gateway with one checkout open, and what its books say. */
async function openedCheckout(name: (typeof GATEWAYS)[number], amount: number) {
  const books: number[] = [];
  const fake = fakeOf(name, "https://fairflow.example/hooks", (money) => books.push(money.amount));
  const asking = { fetch: fetchOf(fake.answer), timeoutMs: 1_000 };
  const at = {
    url: "https://gateway.example",
    notifyUrl: "https://fairflow.example/hooks",
    asking,
  };
  const adapter = adapterOf(name, at);
  const checkout = await adapter.checkout(checkoutOf(CHECKOUT, amount, LINK));
  if (checkout.kind === "form") {
    const body = new URLSearchParams(
      checkout.fields.map(([key, value]) => [key, value]),
    ).toString();
    const target = new URL(checkout.url).pathname;
    fake.answer({ method: "POST", target, headers: {}, body });
  }
  const asked = { paymentLinkId: LINK, amount, currency: "ZAR" };
  const take = (notice: FakeNotice): Promise<Confirmation> => {
    const receivedAt = new Date();
    const body = Buffer.from(notice.body);
    const came = { body, headers: notice.headers(receivedAt), receivedAt };
    expect(adapter.open({ ...came, remoteAddress: "127.0.0.1" }).kind).toBe("genuine");
    return adapter.confirm(body, (id) => Promise.resolve(id === CHECKOUT ? asked : undefined));
  };
  return { fake, take, total: () => books.reduce((sum, each) => sum + each, 0), books };
}

const Acts = fc.array(fc.constantFrom(...ACTS), { minLength: 1, maxLength: 10 });

test.for(GATEWAYS)(
  "%s: any order and repetition of notices books the right sum once",
  async (name) => {
    await fc.assert(
      fc.asyncProperty(
        Acts,
        fc.integer({ min: 1, max: 9_999_999 }),
        fc.infiniteStream(fc.nat()),
        async (acts, amount, choices) => {
          const { fake, take, total, books } = await openedCheckout(name, amount);
          const next = () => choices.next().value;
          const notices: FakeNotice[] = [];
          const confirmations: Confirmation[] = [];
          for (const act of acts) {
            notices.push(...fake.act(CHECKOUT, act));
            // Some are told at once, some late, some again: each is asked about when it is told.
            for (let told = next() % 3; told > 0 && notices.length > 0; told -= 1) {
              const notice = notices[next() % notices.length];
              if (notice !== undefined) confirmations.push(await take(notice));
            }
          }
          for (const notice of notices) confirmations.push(await take(notice));
          const repeated = [...confirmations, ...confirmations]
            .map((confirmation) => ({ confirmation, at: next() }))
            .toSorted((one, other) => one.at - other.at);

          const course = repeated.reduce(
            (known, { confirmation }) => addToCourse(known, confirmation),
            UNKNOWN_COURSE,
          );

          expect(sumOf(course)).toBe(total());
          expect(course.movements.size).toBe(books.length);
          expect(course.standing === "paid").toBe(books.length > 0);
          expect(confirmations.every(({ kind }) => kind === "confirmed")).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  },
);

test("a late success counts after a failure, and a late failure takes nothing back", () => {
  const payment: MoneyMovement = {
    kind: "payment",
    reference: "p1",
    paymentReference: "p1",
    amount: 5,
    currency: "ZAR",
  };
  const of = (standing: "paid" | "failed", movements: readonly MoneyMovement[]) =>
    ({ kind: "confirmed", paymentLinkId: LINK, standing, movements }) as const;
  const [paid, failed] = [of("paid", [payment]), of("failed", [])];

  for (const told of [
    [failed, paid],
    [paid, failed],
    [failed, paid, failed, paid],
  ]) {
    const course = told.reduce((known, each) => addToCourse(known, each), UNKNOWN_COURSE);
    expect(course).toEqual({ standing: "paid", movements: new Map([["p1", payment]]) });
  }
  const other = of("paid", [{ ...payment, amount: 6 }]);
  expect(() => addToCourse(addToCourse(UNKNOWN_COURSE, paid), other)).toThrow(
    ContradictingMovementError,
  );
});
