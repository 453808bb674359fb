import { epochDayAt, localTime, zoneNamed, type Zone } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { permit } from "../permit.ts";
import { attempt, compiled, plain } from "../plain-case.ts";
import { asked, compiledLaw } from "./made-up-case.ts";
import { openings, type Opening } from "./openings.ts";

const MINUTE_MS = 60_000;
const WEEK_MS = 7 * 86_400_000;
const johannesburg = zoneOf("Africa/Johannesburg");

test("says for every minute of a week what the gate says", () => {
  fc.assert(
    fc.property(asked, ({ law, contactCase, now }) => {
      const packs = compiledLaw(law);
      const parts = week(law, contactCase, now);

      const wrong = parts.flatMap(({ from, to, verdict }) =>
        minutes(from, to).filter(
          (at) => JSON.stringify(permit(packs, contactCase, at)) !== JSON.stringify(verdict),
        ),
      );

      expect(wrong).toEqual([]);
    }),
    { seed: 41, numRuns: 30 },
  );
});

test("says at the edges of each part what the gate says, one millisecond before and at it", () => {
  fc.assert(
    fc.property(asked, ({ law, contactCase, now }) => {
      const packs = compiledLaw(law);

      const wrong = week(law, contactCase, now).filter(({ from, to, verdict }) =>
        [from, new Date(to.getTime() - 1)].some(
          (at) => JSON.stringify(permit(packs, contactCase, at)) !== JSON.stringify(verdict),
        ),
      );

      expect(wrong).toEqual([]);
    }),
    { seed: 42, numRuns: 500 },
  );
});

test("the parts follow each other without a gap, each within one day and one run of the clock", () => {
  fc.assert(
    fc.property(asked, ({ law, contactCase, now }) => {
      const zone = zoneOf(contactCase.zones[0] ?? "Europe/London");
      const parts = week(law, contactCase, now);

      expect(parts.at(0)?.from).toEqual(now);
      expect(parts.at(-1)?.to).toEqual(new Date(now.getTime() + WEEK_MS));
      expect(parts.slice(1).map(({ from }) => from)).toEqual(
        parts.slice(0, -1).map(({ to }) => to),
      );
      expect(
        parts.filter(
          ({ from, to, date, fromMinute, toMinute }) =>
            date !== localTime(zone, from).date ||
            epochDayAt(zone, to.getTime() - 1) !== epochDayAt(zone, from.getTime()) ||
            toMinute > 1_440 ||
            (toMinute - fromMinute) * MINUTE_MS !== to.getTime() - from.getTime(),
        ),
      ).toEqual([]);
    }),
    { seed: 43, numRuns: 300 },
  );
});

test("a Saturday, a Sunday and the Monday after them, with a hold that ends on Monday at ten", () => {
  const parts = openings(
    [compiled("stop-facts"), compiled("za-core")],
    {
      ...plain,
      states: [{ state: "on_hold", until: new Date("2026-11-30T10:00:00+02:00") }],
      history: [attempt("2026-11-27T12:00:00+02:00", {})],
    },
    {
      from: new Date("2026-11-28T00:00:00+02:00"),
      to: new Date("2026-12-01T00:00:00+02:00"),
      zone: johannesburg,
    },
  );

  expect(parts.map(inShort)).toEqual([
    "2026-11-28 0-360 deferred stop.on_hold za.hours.cfdc za.hours.recommended",
    "2026-11-28 360-540 deferred stop.on_hold za.hours.recommended",
    "2026-11-28 540-780 deferred stop.on_hold",
    "2026-11-28 780-1260 deferred stop.on_hold za.hours.recommended",
    "2026-11-28 1260-1440 deferred stop.on_hold za.hours.cfdc za.hours.recommended",
    "2026-11-29 0-1440 deferred stop.on_hold za.hours.cfdc za.hours.recommended",
    "2026-11-30 0-360 deferred stop.on_hold za.hours.cfdc za.hours.recommended",
    "2026-11-30 360-480 deferred stop.on_hold za.hours.recommended",
    "2026-11-30 480-600 deferred stop.on_hold",
    "2026-11-30 600-1200 allowed",
    "2026-11-30 1200-1260 deferred za.hours.recommended",
    "2026-11-30 1260-1440 deferred za.hours.cfdc za.hours.recommended",
  ]);
});

test("the night on which clocks go back is drawn in two runs of the clock", () => {
  const parts = openings(
    [compiled("us-federal-states")],
    { ...plain, zones: ["America/New_York"], channel: "call" },
    {
      from: new Date("2026-11-01T00:00:00-04:00"),
      to: new Date("2026-11-01T09:00:00-05:00"),
      zone: zoneOf("America/New_York"),
    },
  );

  expect(parts.map(inShort)).toEqual([
    "2026-11-01 0-120 deferred us.regf.hours",
    "2026-11-01 60-480 deferred us.regf.hours",
    "2026-11-01 480-540 allowed",
  ]);
});

test("a case that cannot be judged is shut for all of the week", () => {
  const parts = openings(
    [compiled("za-core")],
    { ...plain, states: [{ state: "on_hold", since: "2026-02-30" }] },
    {
      from: new Date("2026-11-28T00:00:00+02:00"),
      to: new Date("2026-11-29T00:00:00+02:00"),
      zone: johannesburg,
    },
  );

  expect(parts.map(({ verdict }) => verdict)).toMatchObject([{ kind: "forbidden" }]);
});

function week(
  law: Parameters<typeof compiledLaw>[0],
  contactCase: Parameters<typeof openings>[1],
  from: Date,
): readonly Opening[] {
  return openings(compiledLaw(law), contactCase, {
    from,
    to: new Date(from.getTime() + WEEK_MS),
    zone: zoneOf(contactCase.zones[0] ?? "Europe/London"),
  });
}

function minutes(from: Date, to: Date): readonly Date[] {
  const count = Math.ceil((to.getTime() - from.getTime()) / MINUTE_MS);
  return Array.from({ length: count }, (_, index) => new Date(from.getTime() + index * MINUTE_MS));
}

function inShort({ date, fromMinute, toMinute, verdict }: Opening): string {
  const rules = verdict.kind === "allowed" ? [] : verdict.rules;
  return [date, `${fromMinute}-${toMinute}`, verdict.kind, ...rules].join(" ");
}

function zoneOf(name: string): Zone {
  const zone = zoneNamed(zones, name);
  if (zone === undefined) throw new Error(`No zone ${name}`);
  return zone;
}
