import { zones } from "@fairflow/calendar/zones";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { noticeElapses, type NoticeQuestion } from "./notice-elapses.ts";
import { permit } from "./permit.ts";
import { compilePack } from "./compile-pack.ts";
import { compiled, pack, plain, tables } from "./plain-case.ts";
import type { RulePack } from "./rule-pack.ts";

type Effective = NonNullable<NonNullable<RulePack["rules"]["stepGates"]>[number]["effective"]>;

const za = compiled("za-core");
const us = compiled("us-federal-states");
const gb = compiled("gb-core");
const au = compiled("au-core");
const stopFacts = compiled("stop-facts");

function zone(name: string): NoticeQuestion["zones"][number] {
  const found = zones.zones.get(name);
  if (found === undefined) throw new RangeError(`No zone ${name}`);
  return found;
}
const johannesburg = zone("Africa/Johannesburg");

function s129(delivered: Date | `${number}-${number}-${number}`) {
  return noticeElapses([stopFacts, za], {
    noticeId: "nca_s129",
    dates: { delivered },
    zones: [johannesburg],
  });
}

// NCA s2(5): the first day is left out, the last is counted; s129(1)(a) read with s130(1)(a): ten business days.
test.for<[string, Date | `${number}-${number}-${number}`, string]>([
  // 8-11, 14, 15, 17, 18, 21, 22 December.
  ["over the Day of Reconciliation", "2026-12-07", "2026-12-23T00:00:00+02:00"],
  // 17, 18, 21-24, 28-31 December; 26 December is a Saturday.
  ["over Christmas, opening on New Year's Day", "2026-12-15", "2027-01-01T00:00:00+02:00"],
  // 24, 28-31 December, 4-8 January.
  ["over Christmas and New Year", "2026-12-23", "2027-01-09T00:00:00+02:00"],
  // 2, 7-10, 13-17 April.
  ["over Good Friday and Family Day", "2026-04-01", "2026-04-18T00:00:00+02:00"],
  // 28-30 April, 4-8, 11, 12 May.
  ["over Freedom Day and Workers' Day", "2026-04-24", "2026-05-13T00:00:00+02:00"],
  // 30 November, 1-4, 7-11 December.
  ["from a Saturday", "2026-11-28", "2026-12-12T00:00:00+02:00"],
  [
    "from the local day of the last minute before midnight",
    new Date("2026-12-07T23:59:59+02:00"),
    "2026-12-23T00:00:00+02:00",
  ],
  // 9-11, 14, 15, 17, 18, 21-23 December.
  [
    "from the next day a second later",
    new Date("2026-12-08T00:00:00+02:00"),
    "2026-12-24T00:00:00+02:00",
  ],
])("a section 129 notice elapses after its tenth business day, %s", ([, delivered, at]) => {
  expect(s129(delivered)).toEqual({
    kind: "elapses",
    at: new Date(at),
    rules: ["za.gate.legal"],
  });
});

test.for<[string, NoticeQuestion, string]>([
  [
    "20 business days from sending before a bureau hears of it",
    { noticeId: "bureau_listing", dates: { sent: "2026-12-01" }, zones: [johannesburg] },
    // 2-4, 7-11, 14, 15, 17, 18, 21-24, 28-31 December.
    "2027-01-01T00:00:00+02:00",
  ],
  [
    "14 days from service in London",
    {
      noticeId: "cca_default_notice",
      dates: { sent: "2026-11-25", served: "2026-12-01" },
      zones: [zone("Europe/London")],
    },
    "2026-12-16T00:00:00Z",
  ],
  [
    "30 days in Sydney, over the night in which summer time ends",
    { noticeId: "ncc_s88", dates: { sent: "2026-03-20" }, zones: [zone("Australia/Sydney")] },
    "2026-04-20T00:00:00+10:00",
  ],
  [
    "30 days from the day on which receipt is assumed, over Independence Day and its in-lieu day",
    // 30 June, 1, 2, 6, 7 July; then 30 days.
    {
      noticeId: "regf_validation",
      dates: { sent: "2026-06-29" },
      zones: [zone("America/New_York")],
    },
    "2026-08-07T00:00:00-04:00",
  ],
  [
    "later of two zones",
    {
      noticeId: "regf_validation",
      dates: { sent: "2026-06-29" },
      zones: [zone("America/Los_Angeles"), zone("America/New_York")],
    },
    "2026-08-07T00:00:00-07:00",
  ],
])("counts %s", ([, question, at]) => {
  expect(noticeElapses([za, us, gb, au], question)).toMatchObject({
    kind: "elapses",
    at: new Date(at),
  });
});

test("a notice without days has elapsed as soon as it was sent", () => {
  const sent = new Date("2026-03-02T09:30:00Z");

  expect(
    noticeElapses([gb], { noticeId: "cca_nosia", dates: { sent }, zones: [zone("Europe/London")] }),
  ).toEqual({ kind: "elapses", at: sent, rules: ["gb.notice.nosia"] });
});

test("no day is counted before what the pack counts from is known", () => {
  const sent = { sent: "2026-12-01" } as const;

  expect(noticeElapses([za], { noticeId: "nca_s129", dates: sent, zones: [johannesburg] })).toEqual(
    { kind: "unproven", needs: "delivered" },
  );
});

test("says which notices no pack has", () => {
  const question = { noticeId: "nca_s130", dates: {}, zones: [johannesburg] };

  expect(noticeElapses([stopFacts, za], question)).toEqual({ kind: "unknown-notice" });
});

test("the gate opens at that instant and not a millisecond before, for every day of the holiday table", () => {
  const arbitraryDelivery = fc.date({
    min: new Date("2010-06-01T00:00:00Z"),
    max: new Date("2030-11-01T00:00:00Z"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(arbitraryDelivery, (delivered) => {
      const elapse = s129(delivered);
      if (elapse.kind !== "elapses") throw new Error(elapse.kind);
      const { channel: _, ...without } = plain;
      const verdictAt = (at: number) =>
        permit(
          [za],
          {
            ...without,
            step: "commence_legal_proceedings",
            debts: [
              {
                debtId: "D1",
                accountId: "A1",
                debtType: "nca_credit",
                inDefaultSince: "2010-01-04",
              },
            ],
            notices: [{ noticeId: "nca_s129", delivered }],
            lawAsOf: "2026-11-22",
          },
          new Date(at),
        );

      expect(verdictAt(elapse.at.getTime()).kind).toBe("allowed");
      expect(verdictAt(elapse.at.getTime() - 1)).toMatchObject({
        kind: "deferred",
        until: elapse.at,
        rules: ["za.gate.legal"],
      });
    }),
    { numRuns: 2_000 },
  );
});

test.for<[string, RulePack["rules"]["stepGates"], string]>([
  [
    "a gate that comes into force later holds up nothing that was over before",
    gateInForce({ from: "2027-01-01" }),
    "2026-12-07T10:00:00+02:00",
  ],
  [
    "a gate that goes out of force sooner holds up until then",
    gateInForce({ from: "2020-01-01", to: "2026-12-15" }),
    "2026-12-15T00:00:00+02:00",
  ],
])("%s", ([, stepGates, at]) => {
  const dated = pack("za-core");
  const law = compilePack({ ...dated, rules: { ...dated.rules, stepGates } }, tables);
  const delivered = new Date("2026-12-07T10:00:00+02:00");

  expect(
    noticeElapses([law], { noticeId: "nca_s129", dates: { delivered }, zones: [johannesburg] }),
  ).toMatchObject({ kind: "elapses", at: new Date(at) });
});

function gateInForce(effective: Effective): RulePack["rules"]["stepGates"] {
  return pack("za-core").rules.stepGates?.map((gate) => ({ ...gate, effective }));
}
