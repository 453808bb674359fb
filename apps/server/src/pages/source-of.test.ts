import { expect, test } from "vitest";
import { sourceOf } from "./source-of.ts";

test.for([
  [undefined, ""],
  ["196.25.1.1", "196.25.1.1"],
  ["::ffff:196.25.1.1", "196.25.1.1"],
  ["2001:db8:0:1::7", "2001:db8:0:1"],
  ["2001:db8::1", "2001:db8:0:0"],
  ["2001:0db8:0000:0001:ffff:0000:0000:0007", "2001:db8:0:1"],
  ["::1", "0:0:0:0"],
])("%s is %s", ([address, source]) => {
  expect(sourceOf(address)).toBe(source);
});
