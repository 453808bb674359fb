import { dateOfEpochDay, epochDay } from "@fairflow/calendar";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { dateReader, isDateFormat } from "./date-format.ts";

test.for<readonly [format: string, text: string, date: string]>([
  ["M/D/YYYY", "1/2/2013", "2013-01-02"],
  ["M/D/YYYY", "12/31/2013", "2013-12-31"],
  ["DD/MM/YYYY", "31/12/2013", "2013-12-31"],
  ["YYYY-MM-DD", "2024-02-29", "2024-02-29"],
  ["YYYYMMDD", "20240229", "2024-02-29"],
  ["D MMM YYYY", "5 March 2024", "2024-03-05"],
  ["D-MMM-YYYY", "05-Mar-2024", "2024-03-05"],
  ["YYYY-MM-DDTHH:mm:ss", "2024-03-05T23:59:59", "2024-03-05"],
])("%s reads %s", ([format, text, date]) => {
  expect(dateReader(format)(text)).toEqual({ kind: "date", date });
});

test.for<readonly [format: string, text: string, kind: string]>([
  ["M/D/YYYY", "2/29/2013", "no such day"],
  ["M/D/YYYY", "13/1/2013", "no such day"],
  ["D MMM YYYY", "5 Foo 2024", "no such day"],
  ["YYYY-MM-DD", "2023-00-10", "no such day"],
  ["YYYY-MM-DD", "0213-01-10", "far off"],
  ["DD/MM/YYYY", "1/2/2013", "other form"],
  ["M/D/YYYY", "1-2-2013", "other form"],
  ["M/D/YYYY", "1/2/2013 ", "other form"],
  ["D.M.YYYY", "1a2b2013", "other form"],
])("%s refuses %s: %s", ([format, text, kind]) => {
  expect(dateReader(format)(text)).toEqual({ kind });
});

test.for(["", "YYYY", "M/D", "M/D/YY", "MM/M/YYYY", "DD/DD/MM/YYYY", "yyyy-mm-dd", "M/D/YYYY foo"])(
  "%j is no date format",
  (format) => {
    expect(isDateFormat(format)).toBe(false);
  },
);

test("reads every day of the calendar as it was written", () => {
  const days = fc.integer({ min: epochDay("1950-01-01"), max: epochDay("2100-12-31") });
  const read = dateReader("D.M.YYYY");

  fc.assert(
    fc.property(days, (day) => {
      const date = dateOfEpochDay(day);
      const [year, month, dayOfMonth] = date.split("-").map(Number);

      expect(read(`${dayOfMonth}.${month}.${year}`)).toEqual({ kind: "date", date });
    }),
  );
});
