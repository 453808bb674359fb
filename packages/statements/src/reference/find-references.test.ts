import * as fc from "fast-check";
import { expect, test } from "vitest";
import { findReferences } from "./find-references.ts";
import { isPaymentReference, paymentReference, referenceInGroups } from "./payment-reference.ts";

const reference = paymentReference(1_204_005);
const anyReference = fc.integer({ min: 0, max: 999_999_999 }).map(paymentReference);

test.for([
  ["as it is", reference, "written"],
  ["in groups", referenceInGroups(reference), "written"],
  [
    "in small letters with signs between",
    `paid: ${reference.toLowerCase().replaceAll(/(.{3})/g, "$1-")}`,
    "written",
  ],
  ["with words around", `Inv ${reference} thank you`, "written"],
  ["with nothing before or behind", `EFT${reference}20130115`, "written"],
  [
    "in full width",
    reference.replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
    "written",
  ],
  ["with O for 0", reference.replaceAll("0", "O"), "misread"],
  ["with I for 1 and S for 5", reference.replaceAll("1", "I").replaceAll("5", "S"), "misread"],
  ["without RF", `ref ${reference.slice(2)}`, "bare"],
] as const)("finds a reference %s", ([, text, how]) => {
  // The reference has both a nought and a one or five, or the cases of letters would test nothing.
  expect(reference).toMatch(/0/);
  expect(reference).toMatch(/[15]/);

  expect(findReferences(text)).toEqual([{ reference, how }]);
});

test.for<[string, string]>([
  ["with a wrong digit", reference.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10))],
  ["with two digits that changed places", reference.replace(/(\d)(?!\1)(\d)$/, "$2$1")],
  ["cut off", reference.slice(0, -1)],
  ["with a letter that looks like no digit", `${reference.slice(0, 6)}X${reference.slice(7)}`],
  ["of bare digits within a longer number", `0${reference.slice(2)}`],
])("does not find one %s", ([, text]) => {
  expect(findReferences(text)).toEqual([]);
});

test("finds all that a text names, each once", () => {
  const other = paymentReference(77);

  expect(findReferences(`${reference} and ${other}, ${reference}`)).toEqual([
    { reference, how: "written" },
    { reference: other, how: "written" },
  ]);
});

test("finds a reference in any text, and in no text one whose check digits do not hold", () => {
  fc.assert(
    fc.property(fc.string(), anyReference, fc.string({ unit: "binary" }), (before, one, after) => {
      const found = findReferences(`${before} ${one} ${after}`).map((each) => each.reference);

      expect(found).toContain(one);
      expect(found.every(isPaymentReference)).toBe(true);
    }),
  );
});
