import { expect, test } from "vitest";
import { phoneNumber } from "./phone.ts";

test.for<readonly [text: string, country: string | undefined, number: string]>([
  ["082 123 4567", "ZA", "+27821234567"],
  ["(082) 123-4567", "ZA", "+27821234567"],
  ["+27 82 123 4567", "ZA", "+27821234567"],
  ["0027821234567", "ZA", "+27821234567"],
  ["27821234567", "ZA", "+27821234567"],
  ["011 555 1234", "ZA", "+27115551234"],
  ["+1 213 373 4253", "ZA", "+12133734253"],
  ["+27821234567", undefined, "+27821234567"],
])("%s in %s is %s", ([text, country, number]) => {
  expect(phoneNumber(text, country)).toBe(number);
});

test.for<readonly [text: string, country: string | undefined]>([
  ["0821234", "ZA"],
  ["082123456", "ZA"],
  ["08212345678", "ZA"],
  ["+27821234", "ZA"],
  ["0821234567", undefined],
  ["0821234567 / 0831234567", "ZA"],
  ["call 0821234567", "ZA"],
  ["0115551234 ext 12", "ZA"],
  ["none", "ZA"],
  ["0821234567", "XX"],
])("refuses %s in %s", ([text, country]) => {
  expect(phoneNumber(text, country)).toBeUndefined();
});
