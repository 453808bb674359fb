import { expect, test } from "vitest";
import { readTableAmount } from "./table-amount.ts";

const POINT = { decimal: ".", thousands: "," } as const;
const COMMA = { decimal: ",", thousands: "." } as const;

test.for([
  ["1,234.50", POINT, 123_450],
  ["-1,234.50", POINT, -123_450],
  ["1234.5", POINT, 123_450],
  ["1,234.50-", POINT, -123_450],
  ["(1,234.50)", POINT, -123_450],
  ["1,234.50 Cr", POINT, 123_450],
  ["1,234.50Dr", POINT, -123_450],
  ["R 1,234.50", POINT, 123_450],
  ["-R1,234.50", POINT, -123_450],
  ["R-1,234.50", POINT, -123_450],
  ["ZAR 12", POINT, 1200],
  ["1.234,50", COMMA, 123_450],
  ["0.00", POINT, 0],
  ["-0.00", POINT, 0],
] as const)("reads %s", ([text, form, minor]) => {
  expect(readTableAmount(text, form, "ZAR")).toEqual({ minor });
});

test.for([
  ["", "is not an amount"],
  ["1.234,50", "is not an amount"],
  ["12,34.50", "is not an amount"],
  ["-1.00-", "is not an amount"],
  ["(1.00", "is not an amount"],
  ["1.00)", "is not an amount"],
  ["1.005", "has more decimals than ZAR"],
  ["1e5", "is not an amount"],
  ["٣", "is not an amount"],
  ["=1+1", "is not an amount"],
  ["99999999999999.99", "is too large to be an amount of money"],
] as const)("refuses %j", ([text, fault]) => {
  expect(readTableAmount(text, POINT, "ZAR")).toEqual({ fault });
});
