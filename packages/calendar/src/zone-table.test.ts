import { expect, test } from "vitest";
import table from "./data/zones.json" with { type: "json" };
import { readZones, ZoneTable, zoneNamed } from "./zone-table.ts";

test("the committed table has the form that a table must have", () => {
  expect(ZoneTable.safeParse(table).error).toBeUndefined();
});

test("refuses a table whose names or offsets point nowhere", () => {
  const broken = { offsets: [0], gaps: "1", turns: "1" };

  expect(() => readZones({ ...table, names: { UTC: 100_000 } })).toThrow("Zone UTC has no history");
  expect(() => readZones({ ...table, histories: [broken], names: {} })).toThrow("no offset 1");
});

test("reads a table as it is passed, so that an older one answers as it did then", () => {
  const from = Date.UTC(2026, 0, 1);
  const to = Date.UTC(2027, 0, 1);

  const old = readZones({
    tzdata: "2025c",
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    // 100 and then 1,000 minutes.
    histories: [{ offsets: [-480, -420], gaps: "2s rs", turns: "10" }],
    names: { "America/Vancouver": 0 },
  });

  expect(zoneNamed(old, "America/Vancouver")).toEqual({
    name: "America/Vancouver",
    starts: Float64Array.of(from, from + 6_000_000, from + 66_000_000),
    offsets: Float64Array.of(-28_800_000, -25_200_000, -28_800_000),
    wallEnds: Float64Array.of(from - 22_800_000, from + 40_800_000, to - 28_800_000),
    end: to,
  });
});
