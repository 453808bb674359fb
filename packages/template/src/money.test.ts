import { expect, test } from "vitest";
import { formatMoney } from "./money.ts";
import { smsParts } from "./sms-parts.ts";
import { TemplateFault } from "./template-fault.ts";

test.for<[number, string, string]>([
  [120_450, "ZAR", "R 1 204.50"],
  [0, "ZAR", "R 0.00"],
  [5, "ZAR", "R 0.05"],
  [-120_450, "ZAR", "-R 1 204.50"],
  [99_999, "ZAR", "R 999.99"],
  [123_456_789_012, "USD", "$1,234,567,890.12"],
  [100_000, "GBP", "£1,000.00"],
  [1_204, "JPY", "JPY 1,204"],
  [1_204_500, "KWD", "KWD 1,204.500"],
  [9_007_199_254_740_991, "EUR", "€90,071,992,547,409.91"],
])("%i %s is %s", ([minorUnits, currency, words]) => {
  expect(formatMoney(minorUnits, currency)).toBe(words);
});

test.for<[number, string]>([
  [0.5, "ZAR"],
  [Number.NaN, "ZAR"],
  [2 ** 53, "ZAR"],
  [1, "zar"],
  [1, "R$"],
])("%d %s is refused", ([minorUnits, currency]) => {
  expect(() => formatMoney(minorUnits, currency)).toThrow(TemplateFault);
});

test("no amount makes an SMS dearer", () => {
  const amounts = ["ZAR", "NAD", "BWP", "KES", "USD", "GBP", "EUR", "NGN"].map((currency) =>
    formatMoney(-123_456_789, currency),
  );

  expect(smsParts(amounts.join()).encoding).toBe("gsm7");
});
