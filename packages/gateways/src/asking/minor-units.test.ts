import fc from "fast-check";
import { expect, test } from "vitest";
import { centsOf, decimalOf } from "./minor-units.ts";

test("reads each amount that it writes", () => {
  fc.assert(
    fc.property(fc.nat({ max: 99_999_999_999_999 }), (cents) => {
      expect(centsOf(decimalOf(cents))).toBe(cents);
    }),
  );
});

test.for(["", "1", "1.5", "1.505", "-1.00", "+1.00", "01.00", "1,00", "1e2.00", " 1.00", "NaN"])(
  "reads no amount in %o",
  (text) => {
    expect(centsOf(text)).toBeUndefined();
  },
);
