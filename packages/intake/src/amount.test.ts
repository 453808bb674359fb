import * as fc from "fast-check";
import { expect, test } from "vitest";
import { amountReader } from "./amount.ts";

const point = amountReader({ decimal: ".", thousands: "," });
const comma = amountReader({ decimal: ",", thousands: " " });

test.for<readonly [string, number]>([
  ["55.94", 5594],
  ["55.9", 5590],
  ["55", 5500],
  ["0.07", 7],
  ["1,234,567.89", 123_456_789],
  ["1234567.89", 123_456_789],
  ["-12.50", -1250],
  ["12.50-", -1250],
  ["(12.50)", -1250],
  ["+12.50", 1250],
  ["R 1,234.50", 123_450],
  ["ZAR12.50", 1250],
  ["-R12.50", -1250],
  ["-0.00", 0],
  ["0000000000000000000012.50", 1250],
  ["9999999999999.99", 999_999_999_999_999],
])("reads %s", ([text, minor]) => {
  expect(point(text, "ZAR", 2)).toEqual({ kind: "amount", minor });
});

test.for<readonly [string, number]>([
  ["1 234,50", 123_450],
  ["1\u00A0234\u202F567,8", 123_456_780],
  ["R 12,5", 1250],
])("reads %s where decimals have a comma", ([text, minor]) => {
  expect(comma(text, "ZAR", 2)).toEqual({ kind: "amount", minor });
});

test.for([
  "NaN",
  "Infinity",
  "-Infinity",
  "1e5",
  "0x10",
  "",
  ".",
  ".5",
  "5.",
  "1,23",
  "1,2345.00",
  "12,34,567.00",
  "--5",
  "(-5)",
  "(5",
  "5)",
  "-5-",
  "$5",
  "٣",
  "1 234",
  "5 rand",
])("refuses %j as no amount", (text) => {
  expect(point(text, "ZAR", 2)).toEqual({ kind: "not an amount" });
});

test("refuses more decimals than the currency has, zeros too", () => {
  expect(point("1.230", "ZAR", 2)).toEqual({ kind: "too many decimals" });
  expect(point("1.230", "BHD", 3)).toEqual({ kind: "amount", minor: 1230 });
  expect(point("5.0", "JPY", 0)).toEqual({ kind: "too many decimals" });
});

test("refuses what 64 bits of floating point cannot hold exactly", () => {
  expect(point("99999999999999.99", "ZAR", 2)).toEqual({ kind: "too large" });
});

test("is exact for every amount that it takes", () => {
  const minors = fc.bigInt({ min: 0n, max: 999_999_999_999_999n });

  fc.assert(
    fc.property(minors, (minor) => {
      const text = `${minor / 100n}.${String(minor % 100n).padStart(2, "0")}`;

      expect(point(text, "ZAR", 2)).toEqual({ kind: "amount", minor: Number(minor) });
    }),
  );
});
