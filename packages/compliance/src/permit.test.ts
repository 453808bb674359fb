import { readZones, ZoneTable } from "@fairflow/calendar";
import { expect, test } from "vitest";
import { compileHouseRules, compilePack, mayBeSwitchedOff } from "./compile-pack.ts";
import type { ContactCase } from "./contact-case.ts";
import { stopFacts } from "./packs.ts";
import { permit } from "./permit.ts";
import {
  allowed,
  attempt,
  compiled,
  deferred,
  forbidden,
  now,
  pack,
  plain,
  tables,
} from "./plain-case.ts";
import type { Refusal } from "./verdict.ts";

test("allows a plain weekday message under the law of the place and the stop facts", () => {
  expect(permit([compiled("stop-facts"), compiled("za-core")], plain, now)).toEqual(allowed);
});

test("with two zones an attempt waits until it is day in both, and in no zone it waits for all of the country", () => {
  const us = compiled("us-federal-states");
  const early = new Date("2026-11-24T08:30:00-05:00");
  const inNewYork: ContactCase = { ...plain, channel: "call", zones: ["America/New_York"] };

  expect(permit([us], inNewYork, early)).toEqual(allowed);
  expect(
    permit([us], { ...inNewYork, zones: ["America/New_York", "America/Denver"] }, early),
  ).toEqual(deferred("2026-11-24T15:00:00Z", ["us.regf.hours"]));
  expect(permit([us], { ...inNewYork, zones: [] }, early)).toEqual(
    deferred("2026-11-24T18:00:00Z", ["us.regf.hours"]),
  );
});

test("a rule that comes into force while an attempt waits is asked too", () => {
  const us = compiled("us-federal-states");
  const revoked: ContactCase = {
    ...plain,
    zones: ["America/New_York"],
    channel: "prerecorded_call",
    consents: [{}],
    states: [{ state: "tcpa_revoked_any" }],
  };

  expect(permit([us], revoked, new Date("2027-01-30T20:59:00-05:00"))).toEqual(allowed);
  expect(permit([us], revoked, new Date("2027-01-30T21:00:00-05:00"))).toEqual(
    forbidden("rules", ["us.regf.hours"]),
  );
});

test("effective dates are read at the law's day, hours and holidays at the instant", () => {
  const za = compiled("za-core");
  const then = new Date("2013-12-25T10:00:00+02:00");

  expect(permit([za], plain, then)).toEqual(forbidden("pack-not-in-force", []));
  expect(permit([za], { ...plain, lawAsOf: "2026-11-22" }, then)).toEqual(
    deferred("2013-12-27T06:00:00Z", ["za.hours.recommended"]),
  );
});

test.for<[string, Partial<ContactCase>, Date, Refusal]>([
  ["a zone that does not exist", { zones: ["Africa/Atlantis"] }, now, "zone-unknown"],
  ["an instant that is none", {}, new Date(Number.NaN), "dates-not-covered"],
  ["an instant after the zone table", {}, new Date("2040-01-01T10:00:00Z"), "dates-not-covered"],
  ["a day after the holiday table", {}, new Date("2031-06-03T10:00:00Z"), "dates-not-covered"],
  ["neither channel nor step", { channel: undefined }, now, "case-unreadable"],
  ["no debt", { debts: [] }, now, "case-unreadable"],
  [
    "an attempt without an instant",
    { history: [attempt("not a date", {})] },
    now,
    "case-unreadable",
  ],
  [
    "a hold since a day that does not exist",
    { states: [{ state: "claims_paid", since: "2026-02-30" }] },
    now,
    "case-unreadable",
  ],
])("forbids what it cannot judge: %s", ([, change, instant, reason]) => {
  expect(permit([compiled("za-core")], { ...plain, ...change }, instant)).toEqual(
    forbidden(reason, []),
  );
});

test.for<[readonly unknown[]]>([
  [[[]]],
  [[null, plain, now]],
  [[[compiled("za-core")], null, now]],
  [[[compiled("za-core")], {}, now]],
  [[[compiled("za-core")], { ...plain, channel: "pigeon" }, now]],
  [[[compiled("za-core")], { ...plain, actor: "__proto__" }, now]],
  [[[compiled("za-core")], { ...plain, history: [{ at: "yesterday" }] }, now]],
  [[[compiled("za-core")], { ...plain, states: [{ state: 7 }] }, now]],
  [[[compiled("za-core")], plain, "now"]],
])("never throws, whatever it is given: case %#", ([args]) => {
  expect(Reflect.apply(permit, undefined, args)).toMatchObject({ kind: "forbidden" });
});

test("time zone data that is too old forbids where the pack asks for newer", () => {
  const old = { ...tables, zones: { ...tables.zones, tzdata: "2025c" } };
  const american: ContactCase = { ...plain, zones: ["America/New_York"] };

  expect(permit([compilePack(pack("us-federal-states"), old)], american, now)).toEqual(
    forbidden("tzdata-too-old", []),
  );
  expect(permit([compilePack(pack("za-core"), old)], plain, now)).toEqual(allowed);
});

test("an older zone table, read from where it is kept, answers as it did then", () => {
  const { timezone, ...rest } = pack("ca-bc-mini");
  const { minTzdata: _, ...anyTzdata } = timezone;
  const law = { ...rest, timezone: anyTzdata };
  const canadian: ContactCase = { ...plain, channel: "call", zones: ["America/Vancouver"] };
  const half = new Date("2026-11-04T04:30:00Z");
  const keptTable: unknown = JSON.parse(
    '{"tzdata":"2025c","from":"2026-01-01T00:00:00.000Z","to":"2028-01-01T00:00:00.000Z",' +
      '"histories":[{"offsets":[-480],"gaps":"","turns":""}],' +
      '"names":{"America/Vancouver":0,"America/Edmonton":0}}',
  );
  const then = { ...tables, zones: readZones(ZoneTable.parse(keptTable)) };

  expect(permit([compilePack(law, then)], canadian, half)).toEqual(allowed);
  expect(permit([compilePack(law, tables)], canadian, half)).toEqual(
    deferred("2026-11-04T14:00:00Z", ["ca-bc.hours"]),
  );
  expect(permit([compilePack(pack("ca-bc-mini"), then)], canadian, half)).toEqual(
    forbidden("tzdata-too-old", []),
  );
});

test("hours that never meet in two zones are no opening", () => {
  const early = compileHouseRules(
    pack("za-core"),
    { contactWindows: [houseHours("08:00", "09:00")] },
    tables,
  );

  const verdict = permit([early], { ...plain, zones: ["Africa/Johannesburg", "Asia/Tokyo"] }, now);

  expect(verdict).toEqual(forbidden("no-opening", ["house.hours"]));
});

test("a house rule narrows the law's hours, and never widens them", () => {
  const za = compiled("za-core");
  const narrow = compileHouseRules(
    pack("za-core"),
    { contactWindows: [houseHours("11:00", "12:00")] },
    tables,
  );
  const wide = compileHouseRules(
    pack("za-core"),
    { contactWindows: [houseHours("00:00", "24:00")] },
    tables,
  );
  const night = new Date("2026-11-24T23:00:00+02:00");

  expect(permit([za, narrow], plain, now)).toEqual(
    deferred("2026-11-24T09:00:00Z", ["house.hours"]),
  );
  expect(permit([za, wide], plain, night)).toEqual(permit([za], plain, night));
  expect(permit([narrow], { ...plain, profiles: ["statutory"] }, now).kind).toBe("deferred");
});

test("a recommended rule can be switched off, a statutory one and a debtor's own stop cannot", () => {
  const night = new Date("2026-11-24T20:30:00+02:00");
  const disputed: ContactCase = { ...plain, states: [{ state: "dispute_open" }] };
  const optedOut: ContactCase = { ...plain, states: [{ state: "opted_out" }] };

  const off = compiled("za-core", {
    switchedOff: [
      "za.hours.recommended",
      "za.hours.cfdc",
      "za.hold.dispute",
      "za.hold.optout_channel",
    ],
  });

  expect(permit([off], plain, night)).toEqual(allowed);
  expect(permit([off], plain, new Date("2026-11-24T21:30:00+02:00"))).toEqual(
    deferred("2026-11-25T04:00:00Z", ["za.hours.cfdc"]),
  );
  expect(permit([off], disputed, now).kind).toBe("forbidden");
  expect(permit([off], optedOut, now).kind).toBe("forbidden");
});

test.for([
  ["US-MA", ["us.regf.hours", "us-ma.hours"]],
  ["US-MA-BOS", ["us.regf.hours", "us-ma.hours"]],
  ["US-MAX", ["us.regf.hours"]],
  ["US", ["us.regf.hours"]],
] as const)("a state's rules bind in its cities, and nowhere else: %s", ([subdivision, rules]) => {
  const inPlace: ContactCase = {
    ...plain,
    zones: ["America/New_York"],
    channel: "call",
    subdivision,
  };

  expect(
    permit([compiled("us-federal-states")], inPlace, new Date("2026-11-24T21:30:00-05:00")),
  ).toEqual(deferred("2026-11-25T13:00:00Z", rules));
});

test.for([
  ["recommended", "admin_with_reason", undefined, true],
  ["recommended", "admin_with_reason", "vulnerable", true],
  ["recommended", "admin_with_reason", ["vulnerable", "dispute_open"], false],
  ["recommended", "consumer_request", undefined, false],
  ["recommended", "never", undefined, false],
  ["statutory", "admin_with_reason", undefined, false],
] as const)(
  "a %s rule with override %s for the state %s may be switched off: %s",
  ([profile, override, state, may]) => {
    const rule = { id: "a.rule", profile, override };

    expect(mayBeSwitchedOff(state === undefined ? rule : { ...rule, state })).toBe(may);
  },
);

test("a contact to collect is itself the step that Nevada lets begin sixty days after the notice", () => {
  const medical: ContactCase = {
    ...plain,
    zones: ["America/Los_Angeles"],
    subdivision: "US-NV",
    channel: "call",
    debts: [{ debtId: "D1", accountId: "A1", debtType: "medical" }],
  };
  const noon = new Date("2026-11-24T12:00:00-08:00");
  const noticed: ContactCase = {
    ...medical,
    notices: [{ noticeId: "nv_medical_60", sent: "2026-10-01" }],
  };

  expect(permit([compiled("us-federal-states")], medical, noon)).toEqual(
    forbidden("rules", ["us-nv.gate.medical60"]),
  );
  expect(permit([compiled("us-federal-states")], noticed, noon)).toEqual(
    deferred("2026-12-01T16:00:00Z", ["us-nv.gate.medical60"]),
  );
});

test("a notice that is assumed to be received counts from its fifth business day", () => {
  const suit: ContactCase = {
    ...plain,
    zones: ["America/New_York"],
    channel: undefined,
    step: "commence_legal_proceedings",
    notices: [{ noticeId: "regf_validation", sent: "2026-06-29" }],
  };

  // 30 June, 1, 2, 6 and 7 July: the third is in lieu of the fourth. Thirty days on it is 6 August.
  expect(permit([compiled("us-federal-states")], suit, new Date("2026-07-10T12:00:00Z"))).toEqual(
    deferred("2026-08-07T04:00:00Z", ["us.gate.after_validation"]),
  );
});

test("debt review of one debt bars legal proceedings on all, since it is of the person", () => {
  const suit: ContactCase = {
    ...plain,
    channel: undefined,
    step: "commence_legal_proceedings",
    debts: [
      { debtId: "D1", accountId: "A1", debtType: "nca_credit", inDefaultSince: "2026-01-05" },
    ],
    notices: [{ noticeId: "nca_s129", delivered: "2026-06-01" }],
  };
  const underReview: ContactCase = { ...suit, states: [{ state: "debt_review", debtId: "D2" }] };

  expect(permit([compiled("za-core")], suit, now)).toEqual(allowed);
  expect(permit([compiled("za-core")], underReview, now)).toEqual(
    forbidden("rules", ["za.hold.debt_review", "za.gate.legal"]),
  );
});

function houseHours(start: string, end: string) {
  const day: [string, string][] = [[start, end]];
  return {
    id: "house.hours",
    title: "House hours",
    severity: "block" as const,
    authority: "policy" as const,
    profile: "recommended" as const,
    override: "admin_with_reason" as const,
    basis: [...(stopFacts.rules.holds?.[0]?.basis ?? [])],
    week: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day },
    holiday: "as_weekday" as const,
    measure: "send_time" as const,
  };
}
