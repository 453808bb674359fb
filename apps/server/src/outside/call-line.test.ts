import { FORMULAS } from "@fairflow/intake/formula-cells";
import { expect, test } from "vitest";
import { callLine } from "./call-line.ts";

test.for([...FORMULAS, "\t=1", "\r=1", "\0=1", "+27711234567*1"])(
  "%o is text to every spreadsheet",
  (cell) => {
    expect(callLine([cell])).toMatch(/^"?'/);
  },
);

test("a number in its international form stays as it is, and quotes stay quotes", () => {
  expect(callLine(["+27711234567", `a "b", c`, "plain"])).toBe(
    `+27711234567,"a ""b"", c",plain\r\n`,
  );
});
