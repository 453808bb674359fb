import { expect, test } from "vitest";
import { draftOf, layoutOf } from "./layout-draft.ts";

const GUESS = {
  name: "November",
  currency: "ZAR",
  file: { dates: "D/M/YYYY", decimal: ".", delimiter: ";", headerRow: 1 },
  columns: { bookingDate: "Date", amount: "Amount", texts: ["Description", "Reference"] },
};

test("a layout that nobody changed says what was guessed", () => {
  expect(layoutOf(draftOf(GUESS))).toEqual({
    params: { name: "November" },
    body: {
      kind: "statement",
      layout: {
        schema: "fairflow.statement-layout/1",
        file: { dates: "D/M/YYYY", decimal: ".", delimiter: ";" },
        currency: "ZAR",
        columns: { bookingDate: "Date", amount: "Amount", texts: ["Description", "Reference"] },
        returnWords: [],
      },
    },
  });
});

test("an agency's list keeps the columns of a list alone", () => {
  const draft = { ...draftOf(GUESS), kind: "remittance" as const };
  const columns = { ...draft.columns, reference: "Reference", fee: "" };

  const { body } = layoutOf({ ...draft, columns, returnWords: "UNPAID" });

  expect(body.layout).toMatchObject({
    schema: "fairflow.remittance-layout/1",
    columns: { reference: "Reference", amount: "Amount" },
  });
  expect(Object.keys(body.layout)).not.toContain("returnWords");
});

test("words for returned payments are set apart by commas", () => {
  const { body } = layoutOf({ ...draftOf(GUESS), returnWords: " UNPAID, , R/D " });

  expect(body.layout["returnWords"]).toEqual(["UNPAID", "R/D"]);
});
