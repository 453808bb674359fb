import { describe, expect, test } from "vitest";
import { HEADER, INVOICES, readInvoices } from "./invoices-fixture.ts";
import { Mapping } from "./mapping.ts";

describe("control records", () => {
  const controlled = Mapping.parse({
    ...INVOICES,
    controls: {
      header: { marker: "HDR", count: 2 },
      trailer: { marker: "TRL", count: 2, total: 3 },
      totalOf: "account.balance",
    },
  });
  const rows = "C,I1,2024-01-31,10.10\nC,I2,not a date,20.20\n";

  test("that agree are no rows", async () => {
    const items = await readInvoices(`HDR,2\n${HEADER}\n${rows}TRL,2,30.30\n`, controlled);

    expect(items.map((item) => [item.line, item.kind])).toEqual([
      [3, "row"],
      [4, "bad-row"],
    ]);
  });

  test.for<readonly [what: string, text: string, message: string]>([
    [
      "another count in the header",
      `HDR,3\n${HEADER}\n${rows}TRL,2,30.30\n`,
      'Line 1: The control record "HDR" does not state the 2 rows that the file has',
    ],
    [
      "another total in the trailer",
      `HDR,2\n${HEADER}\n${rows}TRL,2,30.31\n`,
      `Line 5: The total of the control record "TRL" is not the sum of the rows' amounts`,
    ],
    [
      "amounts that cannot be summed",
      `HDR,2\n${HEADER}\n${rows.replace("10.10", "ten")}TRL,2,30.30\n`,
      `Line 5: The total of the control record "TRL" is not the sum of the rows' amounts (amounts that cannot be read: 1)`,
    ],
    [
      "no trailer",
      `HDR,2\n${HEADER}\n${rows}`,
      'The file ends without its trailer "TRL", so a part of it may be missing',
    ],
    [
      "rows behind the trailer",
      `HDR,2\n${HEADER}\nTRL,2,30.30\n${rows}`,
      "Line 4: There are rows after the trailer",
    ],
    [
      "no header",
      `${HEADER}\n${rows}TRL,2,30.30\n`,
      'The file does not begin with its control record "HDR"',
    ],
  ])("%s: the file is refused", async ([, text, message]) => {
    await expect(readInvoices(text, controlled)).rejects.toMatchObject({
      name: "RefusedFileError",
      message,
    });
  });
});
