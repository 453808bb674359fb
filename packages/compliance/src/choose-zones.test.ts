import { expect, test } from "vitest";
import { chooseZones, type ZoneCandidate, type ZoneChoice } from "./choose-zones.ts";
import { compiled, pack, plain } from "./plain-case.ts";
import type { ContactCase } from "./contact-case.ts";
import { permit } from "./permit.ts";
import type { ZoneSource } from "./vocabulary.ts";

const from = (source: ZoneSource, ...zones: readonly string[]): readonly ZoneCandidate[] =>
  zones.map((zone) => ({ zone, source }));

test.for<[string, string, readonly ZoneCandidate[], Omit<ZoneChoice, "sentence">]>([
  [
    "what the debtor said settles it",
    "us-federal-states",
    [
      ...from("phone_mobile_prefix", "America/New_York"),
      ...from("consumer_stated", "America/Denver"),
    ],
    { zones: ["America/Denver"], source: "consumer_stated", isInConflict: false },
  ],
  [
    "an address in one zone and a number from another: both",
    "us-federal-states",
    [...from("phone_mobile_prefix", "America/New_York"), ...from("postal_code", "America/Denver")],
    { zones: ["America/Denver", "America/New_York"], source: "postal_code", isInConflict: true },
  ],
  [
    "address and number agree",
    "us-federal-states",
    [...from("phone_mobile_prefix", "America/Denver"), ...from("postal_code", "America/Denver")],
    { zones: ["America/Denver"], source: "postal_code", isInConflict: false },
  ],
  [
    "a state with two zones, and an address in it",
    "us-federal-states",
    [
      ...from("subdivision", "America/New_York", "America/Chicago"),
      ...from("street_address", "America/Chicago"),
    ],
    { zones: ["America/Chicago"], source: "street_address", isInConflict: false },
  ],
  [
    "a state with two zones and nothing else",
    "us-federal-states",
    from("subdivision", "America/New_York", "America/Chicago"),
    { zones: ["America/New_York", "America/Chicago"], source: "subdivision", isInConflict: true },
  ],
  [
    "a source that the pack does not trust: every Australian mobile looks like Sydney",
    "au-core",
    [...from("phone_mobile_prefix", "Australia/Sydney"), ...from("postal_code", "Australia/Perth")],
    { zones: ["Australia/Perth"], source: "postal_code", isInConflict: false },
  ],
  [
    "the country where nothing else is known",
    "za-core",
    [...from("country_default", "Africa/Johannesburg")],
    { zones: ["Africa/Johannesburg"], source: "country_default", isInConflict: false },
  ],
  [
    "the country never beside what the debtor said",
    "gb-core",
    [...from("country_default", "Europe/London"), ...from("consumer_stated", "Europe/Madrid")],
    { zones: ["Europe/Madrid"], source: "consumer_stated", isInConflict: false },
  ],
  ["nothing", "gb-core", [], { zones: [], source: undefined, isInConflict: false }],
])("%s", ([, id, candidates, expected]) => {
  expect(chooseZones(pack(id), candidates)).toMatchObject(expected);
});

test("a pack may take the most trusted of zones that conflict, or leave it to the gate to refuse them", () => {
  const us = pack("us-federal-states");
  const candidates = [
    ...from("phone_mobile_prefix", "America/New_York"),
    ...from("postal_code", "America/Denver"),
  ];
  const zonesUnder = (onConflict: "first" | "block") =>
    chooseZones({ timezone: { ...us.timezone, onConflict } }, candidates).zones;

  expect(zonesUnder("first")).toEqual(["America/Denver"]);
  expect(zonesUnder("block")).toEqual(["America/Denver", "America/New_York"]);
});

test("says in words where the time was learnt from", () => {
  const candidates = [
    ...from("phone_mobile_prefix", "America/New_York"),
    ...from("postal_code", "America/Denver"),
  ];

  expect(chooseZones(pack("us-federal-states"), candidates).sentence).toBe(
    "Denver and New York time, from the postal code and the mobile number. They differ: the hours of all of them have to fit.",
  );
  expect(chooseZones(pack("us-federal-states"), []).sentence).toBe(
    "Nobody knows where the debtor is: the hours of every zone of the country have to fit.",
  );
});

test("an attempt waits for the later of two conflicting zones", () => {
  const us = compiled("us-federal-states");
  const { zones } = chooseZones(us.pack, [
    ...from("phone_mobile_prefix", "America/New_York"),
    ...from("postal_code", "America/Denver"),
  ]);
  const at = new Date("2026-11-24T08:30:00-05:00");

  expect(permit([us], { ...plain, channel: "call", zones }, at)).toMatchObject({
    kind: "deferred",
    until: new Date("2026-11-24T08:00:00-07:00"),
  });
});

test.for<
  [title: string, pack: string, of: Partial<ContactCase>, at: string, until: string | undefined]
>([
  [
    "the country's default is one of seven zones in the United States",
    "us-federal-states",
    { zones: ["America/New_York"], zoneSource: "country_default" },
    "2026-11-24T08:30:00-05:00",
    "2026-11-24T08:00:00-10:00",
  ],
  [
    "what the debtor said settles it",
    "us-federal-states",
    { zones: ["America/New_York"], zoneSource: "consumer_stated" },
    "2026-11-24T08:30:00-05:00",
    undefined,
  ],
  [
    "an address settles it where the pack lists addresses",
    "us-federal-states",
    { zones: ["America/New_York"], zoneSource: "street_address" },
    "2026-11-24T08:30:00-05:00",
    undefined,
  ],
  [
    "an Australian mobile always looks like Sydney",
    "au-core",
    { zones: ["Australia/Sydney"], zoneSource: "phone_mobile_prefix" },
    "2026-11-24T09:00:00+11:00",
    "2026-11-24T07:30:00+08:00",
  ],
  [
    "a country with one zone lists its default",
    "za-core",
    { zones: ["Africa/Johannesburg"], zoneSource: "country_default" },
    "2026-11-24T10:00:00+02:00",
    undefined,
  ],
])("the gate trusts only sources that the pack lists: %s", ([, id, of, at, until]) => {
  const { kind, ...verdict } = permit(
    [compiled(id)],
    { ...plain, channel: "call", ...of },
    new Date(at),
  );

  expect({ kind, until: "until" in verdict ? verdict.until : undefined }).toEqual(
    until === undefined
      ? { kind: "allowed", until: undefined }
      : { kind: "deferred", until: new Date(until) },
  );
});
