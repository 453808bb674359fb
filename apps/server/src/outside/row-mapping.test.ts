import { zones } from "@fairflow/calendar/zones";
import { expect, test } from "vitest";
import { RowMapping, rowReader } from "./row-mapping.ts";

const FORM = { fields: ["id", "at", "outcome", "day"], instants: ["at"], days: ["day"] };

function reader(mapping: unknown, columns: readonly string[]) {
  return rowReader(RowMapping.parse(mapping), FORM, { columns, zones });
}

test("a row has the fields of its columns, constants, and words for what the cells say", () => {
  const read = reader(
    {
      columns: { id: "Call", at: "When", outcome: "Result" },
      values: { outcome: { NA: "no_answer" } },
      times: { format: "DD/MM/YYYY HH:mm", zone: "Africa/Johannesburg" },
    },
    ["Result", "Call", "When", "Name"],
  );

  expect(read(["NA", " 77 ", "24/11/2026 10:05", "Thandi"])).toEqual({
    id: "77",
    at: "2026-11-24T08:05:00.000Z",
    outcome: "no_answer",
  });
});

test("a time in summer is read in the zone's summer time", () => {
  const times = { format: "YYYY-MM-DD HH:mm:ss", zone: "America/New_York" };
  const read = reader({ times }, ["at", "day"]);

  expect(read(["2026-07-01 09:00:30", "2026-07-01"])).toEqual({
    at: "2026-07-01T13:00:30.000Z",
    day: "2026-07-01",
  });
});

test("what cannot be read is left for the schema to refuse", () => {
  const times = { format: "DD/MM/YYYY HH:mm", zone: "Africa/Johannesburg" };

  expect(reader({ times }, ["at"])(["31/02/2026 10:00"])).toEqual({ at: "31/02/2026 10:00" });
});

test.for([
  [{ columns: { nothing: "A" } }, "There is no field nothing"],
  [{ columns: { id: "B" } }, "The file has no column B"],
  [{ times: { format: "YYYY-MM-DD", zone: "Mars/Olympus" } }, "There is no zone Mars/Olympus"],
] as const)("a mapping that does not fit is refused: %j", ([mapping, sentence]) => {
  expect(() => reader(mapping, ["id", "A"])).toThrow(sentence);
});

test("a column is known by its field's name, in capitals and spaced too, and no other is taken for a named one", () => {
  const form = { ...FORM, fields: ["idNumber", "id"] };
  const read = (mapping: unknown) =>
    rowReader(RowMapping.parse(mapping), form, { columns: ["ID number", "ID"], zones });

  expect(read({})(["8001015009087", "1"])).toEqual({ idNumber: "8001015009087", id: "1" });
  expect(() => read({ columns: { idNumber: "id number" } })).toThrow("no column id number");
});

test("a file without any known column is refused", () => {
  expect(() => reader({}, ["A", "C"])).toThrow("No column of the file is a field");
});
