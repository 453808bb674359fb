import { addDays, type LocalDate } from "@fairflow/calendar";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { CaseDebt, ContactCase } from "./contact-case.ts";
import { explain } from "./explain/explain.ts";
import { openings } from "./explain/openings.ts";
import { whatWouldChange } from "./explain/what-would-change.ts";
import { permit } from "./permit.ts";
import { allowed, compiled, deferred, forbidden, now, plain } from "./plain-case.ts";
import type { Verdict } from "./verdict.ts";

/** Three years and a day before `now`, and three years. */
const TOO_OLD = "2023-11-23";
const NOT_YET = "2023-11-24";

const owing = (change: Partial<CaseDebt>): Pick<ContactCase, "debts"> => ({
  debts: [{ debtId: "D1", accountId: "A1", ...change }],
});
const suit = { channel: undefined, step: "commence_legal_proceedings" } as const;
const english = { zones: ["Europe/London"], subdivision: "GB-ENG", channel: "letter" } as const;
const claimed = { notices: [{ noticeId: "pap_letter_of_claim", sent: "2026-01-01" }] } as const;

test.for<[string, string, Partial<ContactCase>, Verdict]>([
  ["no dates", "za-core", owing({}), allowed],
  ["due three years ago to the day", "za-core", owing({ dueOn: NOT_YET }), allowed],
  [
    "due a day before that",
    "za-core",
    owing({ dueOn: TOO_OLD }),
    forbidden("rules", ["za.timebar.ordinary"]),
  ],
  [
    "acknowledged since",
    "za-core",
    owing({ dueOn: TOO_OLD, lastAcknowledgedOn: "2024-01-01" }),
    allowed,
  ],
  ["part paid since", "za-core", owing({ dueOn: TOO_OLD, lastPaidOn: "2024-01-01" }), allowed],
  [
    "summons served since",
    "za-core",
    owing({ dueOn: TOO_OLD, claimServedOn: "2024-01-01" }),
    allowed,
  ],
  [
    "only an old payment is known",
    "za-core",
    owing({ lastPaidOn: TOO_OLD }),
    forbidden("rules", ["za.timebar.ordinary"]),
  ],
  [
    "an answer to the debtor",
    "za-core",
    { ...owing({ dueOn: TOO_OLD }), purpose: "reply_to_consumer" },
    allowed,
  ],
  [
    "a credit agreement: computed prescription is enough for its hold, and answers remain",
    "za-core",
    owing({ dueOn: TOO_OLD, debtType: "nca_credit" }),
    forbidden("rules", ["za.hold.prescribed", "za.timebar.ordinary"]),
  ],
  [
    "a credit agreement and a service message, which only its hold refuses",
    "za-core",
    { ...owing({ dueOn: TOO_OLD, debtType: "nca_credit" }), purpose: "service" },
    forbidden("rules", ["za.hold.prescribed"]),
  ],
  [
    "a listing that its gate refuses for debts that are time-barred",
    "za-core",
    {
      ...owing({ dueOn: TOO_OLD }),
      channel: undefined,
      step: "report_to_bureau",
      notices: [{ noticeId: "bureau_listing", sent: "2026-01-01" }],
    },
    forbidden("rules", ["za.gate.bureau"]),
  ],
  [
    "one of two debts",
    "za-core",
    {
      debts: [
        { debtId: "D1", accountId: "A1", dueOn: NOT_YET },
        { debtId: "D2", accountId: "A2", dueOn: TOO_OLD },
      ],
    },
    forbidden("rules", ["za.timebar.ordinary"]),
  ],
  [
    "England: a demand may go",
    "gb-core",
    { ...english, ...owing({ dueOn: "2020-01-01" }) },
    allowed,
  ],
  [
    "England: a suit may not",
    "gb-core",
    { ...english, ...suit, ...claimed, ...owing({ dueOn: "2020-01-01" }) },
    forbidden("rules", ["gb.timebar.eng"]),
  ],
  [
    "Scotland: neither, after five years",
    "gb-core",
    { ...english, subdivision: "GB-SCT", ...owing({ dueOn: "2021-11-01" }) },
    forbidden("rules", ["gb.hold.statute_barred_refused", "gb.timebar.sct"]),
  ],
  [
    "Scotland counts no part payment where its rule does not name one",
    "gb-core",
    {
      ...english,
      subdivision: "GB-SCT",
      ...owing({ dueOn: "2021-11-01", lastPaidOn: "2025-01-01" }),
    },
    forbidden("rules", ["gb.hold.statute_barred_refused", "gb.timebar.sct"]),
  ],
  [
    "the United States leave the time to each state: nothing is computed",
    "us-federal-states",
    {
      ...suit,
      zones: ["America/New_York"],
      ...owing({ dueOn: "2001-01-01" }),
      notices: [{ noticeId: "regf_validation", sent: "2026-01-05" }],
    },
    allowed,
  ],
  [
    "a date that does not exist",
    "za-core",
    owing({ dueOn: "2023-02-30" }),
    forbidden("case-unreadable", []),
  ],
])("judges old debts by their dates: %s", ([, pack, change, expected]) => {
  expect(permit([compiled(pack)], { ...plain, ...change }, now)).toEqual(expected);
});

test("a state that is recorded adds no rule to those that ask for it", () => {
  const recorded: ContactCase = {
    ...plain,
    ...owing({ debtType: "nca_credit" }),
    states: [{ state: "time_barred" }],
  };

  expect(permit([compiled("za-core")], recorded, now)).toEqual(
    forbidden("rules", ["za.hold.prescribed"]),
  );
});

test("a debt that grows too old while an attempt waits is refused then", () => {
  const evening = new Date("2026-11-23T20:30:00+02:00");
  const asked = (dueOn: LocalDate): ContactCase => ({ ...plain, ...owing({ dueOn }) });

  expect(permit([compiled("za-core")], asked(NOT_YET), evening)).toEqual(
    deferred("2026-11-24T06:00:00Z", ["za.hours.recommended"]),
  );
  expect(permit([compiled("za-core")], asked(TOO_OLD), evening)).toEqual(
    forbidden("rules", ["za.hours.recommended"]),
  );
});

test("is barred from the day after the same date three years later, whatever interrupts", () => {
  const date = fc.integer({ min: 0, max: 3_000 }).map((days) => addDays("2020-02-29", days));

  fc.assert(
    fc.property(
      fc.record({
        dueOn: date,
        lastPaidOn: fc.option(date, { nil: undefined }),
        claimServedOn: fc.option(date, { nil: undefined }),
      }),
      (dates) => {
        const last = Object.values(dates)
          .filter((one) => one !== undefined)
          .toSorted()
          .at(-1);
        const until = Temporal.PlainDate.from(last ?? "").add({ years: 3 });
        const isBarred = Temporal.PlainDate.compare("2026-11-24", until) > 0;

        const verdict = permit([compiled("za-core")], { ...plain, ...owing(dates) }, now);

        expect(verdict.kind).toBe(isBarred ? "forbidden" : "allowed");
      },
    ),
    { numRuns: 500 },
  );
});

test("explains the reckoning in words, and offers nothing that would revive the debt", () => {
  const old: ContactCase = { ...plain, ...owing({ dueOn: TOO_OLD }) };

  const { rules } = explain([compiled("za-core")], old, now);

  expect(rules.filter(({ kind }) => kind === "timeBars")).toMatchObject([
    {
      ruleId: "za.timebar.ordinary",
      stance: { kind: "refuses_until_event" },
      facts: [{ kind: "age", debtId: "D1", from: "2023-11-23", barredOn: "2026-11-24" }],
      sentence:
        "3 years are counted from 23 November 2023, the day on which the debt fell due or was last acknowledged, paid or claimed in court. It is time-barred since 24 November 2026.",
    },
  ]);
  expect(whatWouldChange([compiled("za-core")], old, now)).toEqual([]);
});

test("the week shows the midnight at which a debt grows too old", () => {
  const za = compiled("za-core");
  const [zone] = za.countryZones;
  if (zone === undefined) throw new Error("No zone");

  const parts = openings(
    [za],
    { ...plain, ...owing({ dueOn: NOT_YET }) },
    {
      from: new Date("2026-11-24T12:00:00+02:00"),
      to: new Date("2026-11-25T12:00:00+02:00"),
      zone,
    },
  );

  expect(parts.map(({ date, fromMinute, verdict }) => [date, fromMinute, verdict.kind])).toEqual([
    ["2026-11-24", 720, "allowed"],
    ["2026-11-24", 1_200, "forbidden"],
    ["2026-11-24", 1_260, "forbidden"],
    ["2026-11-25", 0, "forbidden"],
    ["2026-11-25", 360, "forbidden"],
    ["2026-11-25", 480, "forbidden"],
  ]);
});
