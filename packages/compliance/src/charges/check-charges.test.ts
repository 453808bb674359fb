import * as fc from "fast-check";
import { expect, test } from "vitest";
import { pack } from "../plain-case.ts";
import { checkCharges } from "./check-charges.ts";
import { CreditorFigures } from "./creditor-figures.ts";

const za = [pack("stop-facts"), pack("za-core")];
const plain = { actor: "third_party", currency: "ZAR", asOf: "2026-11-24" };
const credit = { ...plain, debtType: "nca_credit", principalAtDefault: 1_000_000 };

test.for<[string, object, readonly string[]]>([
  ["nothing to compare", plain, []],
  ["charges at the principal", { ...credit, interestAndChargesSinceDefault: 1_000_000 }, []],
  [
    "charges a cent above the principal",
    { ...credit, interestAndChargesSinceDefault: 1_000_001 },
    [
      "za.fees.in_duplum: Interest and charges since default are R 10 000.01, above the principal at default, R 10 000.00.",
    ],
  ],
  [
    "charges above the principal of what is no credit agreement",
    { ...credit, debtType: "medical", interestAndChargesSinceDefault: 2_000_000 },
    [],
  ],
  ["a letter at the tariff", { ...plain, fees: [{ item: "1(a)", amount: 2_500 }] }, []],
  [
    "two letters a cent above it",
    { ...plain, fees: [{ item: "1(a)", amount: 5_001, quantity: 2 }] },
    [
      "za.fees.annexb_2026: 1(a) letter/email for 2 is charged at R 50.01; the tariff allows R 50.00.",
    ],
  ],
  [
    "a letter at today's price when the old tariff was in force",
    { ...plain, fees: [{ item: "1(a)", amount: 2_500, on: "2026-03-05" }] },
    ["za.fees.annexb_2020: 1(a) letter/email is charged at R 25.00; the tariff allows R 21.00."],
  ],
  [
    "a letter on the day of the new tariff",
    { ...plain, fees: [{ item: "1(a)", amount: 2_500, on: "2026-03-06" }] },
    [],
  ],
  [
    "a share of an instalment, and its maximum",
    {
      ...plain,
      fees: [
        { item: "9", amount: 10_000, of: 100_000 },
        { item: "9", amount: 10_001, of: 100_000 },
        { item: "9", amount: 61_001, of: 10_000_000 },
      ],
    },
    [
      "za.fees.annexb_2026: 9 receipt of instalment is charged at R 100.01; the tariff allows R 100.00.",
      "za.fees.annexb_2026: 9 receipt of instalment is charged at R 610.01; the tariff allows R 610.00.",
    ],
  ],
  [
    "an invented fee",
    { ...plain, fees: [{ item: "12 handling", amount: 1_00 }] },
    [
      "za.fees.annexb_2026: A fee of R 1.00 is charged as 12 handling, which the tariff does not have.",
    ],
  ],
  [
    "eleven messages in a month, ten in the next",
    {
      ...plain,
      fees: [
        { item: "1(c)", amount: 3_850, quantity: 11, on: "2026-10-31" },
        { item: "1(c)", amount: 3_500, quantity: 10, on: "2026-11-01" },
      ],
    },
    [
      "za.fees.annexb_2026: 1(c) electronic message: 11 pieces are charged for in October 2026; the tariff allows 10.",
    ],
  ],
  [
    "fees above the capital",
    { ...plain, capital: 4_999, fees: [{ item: "2", amount: 5_000, quantity: 2 }] },
    ["za.fees.annexb_2026: Items 1 to 7 come to R 50.00, above the capital, R 49.99."],
  ],
  [
    "fees above the total, shares of instalments apart",
    {
      ...plain,
      capital: 10_000_000,
      fees: [
        { item: "2", amount: 122_500, quantity: 49 },
        { item: "7", amount: 1 },
        { item: "9", amount: 61_000, of: 10_000_000 },
      ],
    },
    [
      "za.fees.annexb_2026: Items 1 to 7 come to R 1 225.01, above the total of the tariff, R 1 225.00.",
    ],
  ],
  [
    "a creditor of its own, whom the tariff does not bind",
    { ...plain, actor: "first_party", fees: [{ item: "1(a)", amount: 99_999 }] },
    [],
  ],
  ["dollars", { ...plain, currency: "USD", fees: [{ item: "1(a)", amount: 99_999 }] }, []],
])("compares the creditor's figures: %s", ([, figures, expected]) => {
  const { warnings, mayAppearInMessages } = checkCharges(za, CreditorFigures.parse(figures));

  expect(warnings.map(({ ruleId, sentence }) => `${ruleId}: ${sentence}`)).toEqual(expected);
  expect(mayAppearInMessages).toBe(expected.length === 0);
});

test("tells the rule, its source, and that the amounts stay out of messages", () => {
  const figures = CreditorFigures.parse({ ...credit, interestAndChargesSinceDefault: 1_500_000 });

  expect(checkCharges(za, figures)).toMatchObject({
    warnings: [
      {
        kind: "in_duplum",
        packId: "za-core",
        found: 1_500_000,
        limit: 1_000_000,
        citations: [expect.stringContaining("NCA s103(5)")],
      },
    ],
    sentence:
      "Keep interest, charges and fees of this debt out of messages until the creditor has corrected or explained them.",
  });
});

test("warns of in duplum exactly where the charges exceed the principal", () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.nat(10_000), (principal, charges) => {
      const figures = CreditorFigures.parse({
        ...credit,
        principalAtDefault: principal,
        interestAndChargesSinceDefault: charges,
      });

      expect(checkCharges(za, figures).mayAppearInMessages).toBe(charges <= principal);
    }),
  );
});
