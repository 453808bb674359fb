import { expect, test } from "vitest";
import { maskedName } from "./masking.ts";

test.for([
  ["Thandi Mokoena", "T. M."],
  ["élan o'neil", "É. O."],
  ["Khoza Trading (Pty) Ltd", "K. T. P."],
  ["  12 Main Road", "M. R."],
  ["", ""],
])("%s is told as %s", ([name = "", told]) => {
  expect(maskedName(name)).toBe(told);
});
