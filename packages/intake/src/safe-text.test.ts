import fc from "fast-check";
import { expect, test } from "vitest";
import { csvCell } from "./csv-line.ts";
import { FORMULAS } from "./formula-cells.ts";
import { safeText, withoutGuard } from "./safe-text.ts";

/** With CR, and what spreadsheets read over. */
const HIDDEN = ["\t=1", "\r=1", "\n=1", "\0=1", "  =1", "\u{feff}=1", "\u{200b}=1"];

test.for([...FORMULAS, ...HIDDEN])(
  "%j is text to every spreadsheet, and reads back as it was",
  (formula) => {
    expect(csvCell(formula)).toMatch(/^"'/);
    expect(withoutGuard(safeText(formula))).toBe(formula);
  },
);

test("plain text stays as it is, and comes back as it was", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      fc.pre(!text.startsWith("'"));

      expect(withoutGuard(safeText(text))).toBe(text);
    }),
  );
  expect(["Thandi", "O'Brien", "'t Hooft", "150.00", "a=b"].map(safeText)).toEqual([
    "Thandi",
    "O'Brien",
    "'t Hooft",
    "150.00",
    "a=b",
  ]);
  expect(withoutGuard("'t Hooft")).toBe("'t Hooft");
});
