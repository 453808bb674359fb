import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  isCreditorReference,
  isPaymentReference,
  numberOfReference,
  PAYMENT_REFERENCE_CHARACTERS,
  paymentReference,
  referenceInGroups,
} from "./payment-reference.ts";

const anyNumber = fc.integer({ min: 0, max: 999_999_999 });

// From the documentation of python-stdnum, stdnum.iso11649.
test.for([
  ["RF18539007547034", true],
  ["RF185390075470Y", true],
  ["RF17539007547034", false],
  ["RF18539007547035", false],
  ["RF18", false],
  ["rf18539007547034", false],
  ["RF185390075470341234567890", false],
] as const)("knows whether %s is a creditor reference", ([text, isOne]) => {
  expect(isCreditorReference(text)).toBe(isOne);
});

test("makes references whose check digits hold, and that fit with their spaces into 20 characters", () => {
  fc.assert(
    fc.property(anyNumber, (number) => {
      const reference = paymentReference(number);

      expect(isPaymentReference(reference)).toBe(true);
      expect(isCreditorReference(reference)).toBe(true);
      expect(reference).toHaveLength(PAYMENT_REFERENCE_CHARACTERS);
      expect(referenceInGroups(reference).length).toBeLessThanOrEqual(20);
    }),
  );
});

test("tells of each reference the number that it was made of, and of no other text one", () => {
  fc.assert(
    fc.property(anyNumber, (number) => {
      expect(numberOfReference(paymentReference(number))).toBe(number);
    }),
  );
  expect(numberOfReference("RF18539007547034")).toBeUndefined();
  expect(numberOfReference(paymentReference(7).replace(/.$/, "x"))).toBeUndefined();
});

test("gives no two numbers one reference", () => {
  const references = new Set(
    Array.from({ length: 50_000 }, (_, number) => paymentReference(number)),
  );

  expect(references.size).toBe(50_000);
});

test("notices every wrong character, and every two that changed places", () => {
  fc.assert(
    fc.property(
      anyNumber,
      fc.integer({ min: 2, max: PAYMENT_REFERENCE_CHARACTERS - 1 }),
      fc.integer({ min: 0, max: 9 }),
      (number, at, digit) => {
        const reference = paymentReference(number);
        const changed = reference.slice(0, at) + digit + reference.slice(at + 1);
        const swapped =
          reference.slice(0, at) +
          reference.slice(at + 1, at + 2) +
          reference.charAt(at) +
          reference.slice(at + 2);

        expect(isPaymentReference(changed)).toBe(changed === reference);
        expect(isPaymentReference(swapped)).toBe(swapped === reference);
      },
    ),
  );
});

test.for([-1, 0.5, 1_000_000_000, Number.NaN])("makes no reference of %d", (number) => {
  expect(() => paymentReference(number)).toThrow(RangeError);
});
