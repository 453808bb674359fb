import { zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import { expect, test } from "vitest";
import { weekDays } from "./week-days.ts";

function zoneOf(name: string) {
  const zone = zoneNamed(zones, name);
  if (zone === undefined) throw new Error(`The table lacks ${name}`);
  return zone;
}

const at = (text: string) => Date.parse(text);

test("cuts a day where it opens and closes, and marks what lies before the question", () => {
  const [first, second] = weekDays(
    {
      fromMs: at("2026-11-24T06:30:00Z"),
      toMs: at("2026-12-01T06:30:00Z"),
      openings: [
        { fromMs: at("2026-11-24T06:30:00Z"), toMs: at("2026-11-24T18:00:00Z") },
        { fromMs: at("2026-11-25T06:00:00Z"), toMs: at("2026-11-25T18:00:00Z") },
      ],
    },
    zoneOf("Africa/Johannesburg"),
  );

  expect(first?.weekday).toBe("tue");
  expect(
    first?.stretches.map(({ fromMinute, toMinute, state }) => [fromMinute, toMinute, state]),
  ).toEqual([
    [0, 510, "outside"],
    [510, 1200, "open"],
    [1200, 1440, "closed"],
  ]);
  expect(
    second?.stretches.map(({ fromMinute, toMinute, state }) => [fromMinute, toMinute, state]),
  ).toEqual([
    [0, 480, "closed"],
    [480, 1200, "open"],
    [1200, 1440, "closed"],
  ]);
});

test("a night that is open goes over midnight as two stretches", () => {
  const days = weekDays(
    {
      fromMs: at("2026-11-24T00:00:00Z"),
      toMs: at("2026-12-01T00:00:00Z"),
      openings: [{ fromMs: at("2026-11-24T22:00:00Z"), toMs: at("2026-11-25T02:00:00Z") }],
    },
    zoneOf("UTC"),
  );

  expect(days.slice(0, 2).map(({ stretches }) => stretches.map(({ state }) => state))).toEqual([
    ["closed", "open"],
    ["open", "closed"],
  ]);
});

test("hours stand where the clock on the wall shows them on a day of 23 hours", () => {
  const [sunday] = weekDays(
    {
      fromMs: at("2026-03-08T05:00:00Z"),
      toMs: at("2026-03-15T05:00:00Z"),
      openings: [{ fromMs: at("2026-03-08T12:00:00Z"), toMs: at("2026-03-09T01:00:00Z") }],
    },
    zoneOf("America/New_York"),
  );

  expect(sunday?.stretches.map(({ fromMinute, toMinute }) => [fromMinute, toMinute])).toEqual([
    [0, 480],
    [480, 1260],
    [1260, 1440],
  ]);
});

test("the rest of the seventh day is not part of a week that ends in it", () => {
  const days = weekDays(
    { fromMs: at("2026-11-24T00:00:00Z"), toMs: at("2026-11-30T12:00:00Z"), openings: [] },
    zoneOf("UTC"),
  );

  expect(days.at(-1)?.stretches.map(({ state }) => state)).toEqual(["closed", "outside"]);
});
