import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { ContactCase } from "../contact-case.ts";
import { permit } from "../permit.ts";
import { attempt, compiled, now, plain } from "../plain-case.ts";
import { explain } from "./explain.ts";
import { asked, compiledLaw } from "./made-up-case.ts";
import type { SpokenRule } from "./spoken-rule.ts";

const CODE = /[a-z0-9]_[a-z0-9]|undefined|NaN|Invalid|\[object/;

test("agrees with the gate: the same refusals, warnings and fee marks, and no instant before they are over", () => {
  fc.assert(
    fc.property(asked, ({ law, contactCase, now: at }) => {
      const packs = compiledLaw(law);
      const verdict = permit(packs, contactCase, at);

      const { rules, ...explained } = explain(packs, contactCase, at);

      expect(explained.verdict).toEqual(verdict);
      if (verdict.kind === "forbidden" && !["rules", "no-opening"].includes(verdict.reason)) return;
      const idsOf = (...kinds: readonly SpokenRule["stance"]["kind"][]) =>
        rules
          .filter(({ stance }) => kinds.includes(stance.kind))
          .map(({ ruleId }) => ruleId)
          .toSorted();
      expect({
        refusing: idsOf("refuses_until", "refuses_until_event"),
        warnings: idsOf("warns"),
        withoutFee: idsOf("without_fee"),
      }).toEqual({
        refusing: verdict.kind === "allowed" ? [] : verdict.rules.toSorted(),
        warnings: verdict.warnings.toSorted(),
        withoutFee: verdict.withoutFee.toSorted(),
      });
      const latest = Math.max(
        ...rules.map(({ stance }) =>
          stance.kind === "refuses_until" ? stance.until.getTime() : at.getTime(),
        ),
      );
      const until = verdict.kind === "deferred" ? verdict.until.getTime() : undefined;
      expect(until ?? latest).toBeGreaterThanOrEqual(latest);
      // The gate may still be unable to agree on an instant where each rule has one.
      expect(verdict.kind === "deferred" ? idsOf("refuses_until_event") : []).toEqual([]);
    }),
    { seed: 31, numRuns: 1_500 },
  );
});

test("every sentence is in words, and every rule that speaks has one", () => {
  fc.assert(
    fc.property(asked, ({ law, contactCase, now: at }) => {
      const packs = compiledLaw(law);
      const { sentence, rules } = explain(packs, contactCase, at);

      const sentences = [sentence, ...rules.map((rule) => rule.sentence)];
      expect(sentences.filter((text) => text === "" || CODE.test(text))).toEqual([]);
    }),
    { seed: 32, numRuns: 500 },
  );
});

const calls = [1, 1, 2, 3, 4, 5, 6].map((day) =>
  attempt(`2026-06-0${day}T12:00:00-04:00`, { channel: "call", outcome: "no_answer" }),
);
const american: ContactCase = { ...plain, zones: ["America/New_York"], channel: "call" };

test.for<[string, string, ContactCase, Date, Partial<SpokenRule>]>([
  [
    "a cap that is full",
    "us-federal-states",
    { ...american, history: calls },
    new Date("2026-06-07T10:00:00-04:00"),
    {
      ruleId: "us.regf.7in7",
      stance: { kind: "refuses_until", until: new Date("2026-06-08T00:00:00-04:00") },
      sentence:
        "7 calls about this debt in the last 7 days (since 1 June 2026); the limit is 7. The oldest leaves on Monday 8 June 2026.",
    },
  ],
  [
    "a cap with room",
    "us-federal-states",
    { ...american, history: calls },
    new Date("2026-06-08T10:00:00-04:00"),
    {
      ruleId: "us.regf.7in7",
      stance: { kind: "allows" },
      sentence: "5 calls about this debt in the last 7 days (since 2 June 2026); the limit is 7.",
    },
  ],
  [
    "a cap that only costs the fee, with one planned",
    "za-core",
    {
      ...plain,
      history: [2, 3, 4, 5, 6, 9, 10, 11, 12]
        .map((day) => attempt(`2026-11-${String(day).padStart(2, "0")}T10:00:00+02:00`, {}))
        .concat(attempt("2026-11-24T09:00:00+02:00", { outcome: "planned" })),
    },
    now,
    {
      ruleId: "za.cap.annexb_sms_month",
      stance: { kind: "without_fee" },
      sentence:
        "10 SMS about this account in the month since 1 November 2026; the limit is 10. 1 of them is planned or in doubt.",
    },
  ],
  [
    "hours that are over",
    "za-core",
    plain,
    new Date("2026-11-24T20:00:00+02:00"),
    {
      ruleId: "za.hours.recommended",
      stance: { kind: "refuses_until", until: new Date("2026-11-25T08:00:00+02:00") },
      facts: [
        {
          kind: "hours",
          zone: "Africa/Johannesburg",
          date: "2026-11-24",
          weekday: "tue",
          time: "20:00",
          isHoliday: false,
          open: [["08:00", "20:00"]],
          opensAt: new Date("2026-11-25T08:00:00+02:00"),
        },
      ],
      sentence:
        "In Johannesburg it is 20:00 on Tuesday 24 November 2026, outside the hours: that day 08:00 to 20:00. They begin again on Wednesday 25 November 2026 at 08:00.",
    },
  ],
  [
    "a public holiday",
    "za-core",
    plain,
    new Date("2026-12-25T10:00:00+02:00"),
    {
      ruleId: "za.hours.recommended",
      sentence:
        "In Johannesburg it is 10:00 on Friday 25 December 2026, a public holiday, outside the hours: there are none that day. They begin again on Monday 28 December 2026 at 08:00.",
    },
  ],
  [
    "a rest after a conversation",
    "us-federal-states",
    {
      ...american,
      history: [attempt("2026-06-02T15:00:00-04:00", { channel: "call", outcome: "conversation" })],
    },
    new Date("2026-06-08T15:00:00-04:00"),
    {
      ruleId: "us.regf.rest7",
      sentence:
        "A conversation by call on 2 June 2026 began a rest of 7 days. It is over on Tuesday 9 June 2026 at 00:00.",
    },
  ],
  [
    "a hold with an end",
    "za-core",
    { ...plain, states: [{ state: "claims_paid", since: "2026-11-20" }] },
    now,
    {
      ruleId: "za.hold.claims_paid",
      stance: { kind: "refuses_until", until: new Date("2026-11-28T00:00:00+02:00") },
      sentence:
        "The debtor says that it is paid, on record since 20 November 2026. That ends on Saturday 28 November 2026 at 00:00.",
    },
  ],
  [
    "a hold that only an event ends",
    "za-core",
    { ...plain, states: [{ state: "represented" }] },
    now,
    {
      ruleId: "za.hold.represented",
      stance: { kind: "refuses_until_event" },
      sentence: "An adviser acts for the debtor. It ends when the adviser no longer acts.",
    },
  ],
  [
    "a hold that lets this purpose through",
    "za-core",
    { ...plain, purpose: "reply_to_consumer", states: [{ state: "paid", since: "2026-11-23" }] },
    now,
    {
      ruleId: "za.hold.paid",
      stance: { kind: "allows" },
      sentence:
        "The debt is paid, on record since 23 November 2026. It does not stop answers to the debtor.",
    },
  ],
  [
    "consents that nobody knows of",
    "us-federal-states",
    { ...american, channel: "sms" },
    new Date("2026-06-08T15:00:00-04:00"),
    {
      ruleId: "us.tcpa.pec",
      stance: { kind: "warns" },
      sentence: "It wants the debtor's consent, and nobody knows whether there is one.",
    },
  ],
  [
    "a legal step that waits for its notice",
    "za-core",
    {
      ...plain,
      channel: undefined,
      step: "commence_legal_proceedings",
      debts: [
        { debtId: "D1", accountId: "A1", debtType: "nca_credit", inDefaultSince: "2026-09-01" },
      ],
      notices: [{ noticeId: "nca_s129", delivered: "2026-12-10" }],
    },
    new Date("2026-12-28T09:00:00+02:00"),
    {
      ruleId: "za.gate.legal",
      stance: { kind: "refuses_until", until: new Date("2026-12-29T00:00:00+02:00") },
      sentence:
        "The debt is in default since 1 September 2026; the 20 business days have passed. The 10 business days after the section 129 notice are counted from 10 December 2026 and will have passed on Tuesday 29 December 2026 at 00:00. It is not on record that the debtor is under debt review.",
    },
  ],
])("says what a rule looked at: %s", ([, pack, contactCase, at, expected]) => {
  const { rules } = explain([compiled("stop-facts"), compiled(pack)], contactCase, at);

  expect(rules.find(({ ruleId }) => ruleId === expected.ruleId)).toMatchObject(expected);
});

test.for<[string, readonly unknown[], string]>([
  ["no pack", [[], null, now], "This is not allowed: there is no rule pack for this place."],
  [
    "nothing",
    [[compiled("za-core")], {}, now],
    "This is not allowed: the case could not be judged.",
  ],
  [
    "no case",
    [[compiled("za-core")], null, now],
    "This is not allowed: the case could not be judged.",
  ],
  [
    "a day without tables",
    [[compiled("za-core")], plain, new Date("2031-06-03T10:00:00Z")],
    "The SMS is not allowed: the tables of holidays and time zones do not reach that day.",
  ],
])("says why the gate could not judge, and never throws: %s", ([, args, sentence]) => {
  expect(Reflect.apply(explain, undefined, args)).toMatchObject({ sentence });
});

test("tells what keeps it back after the rules of the verdict no longer do, up to its instant", () => {
  const at = new Date("2026-06-07T10:00:00-04:00");

  const { verdict, rules, later } = explain(
    [compiled("us-federal-states")],
    { ...american, history: calls },
    at,
  );

  expect(verdict).toMatchObject({ until: new Date("2026-06-08T08:00:00-04:00") });
  expect(
    rules.filter(({ stance }) => stance.kind !== "allows").map(({ ruleId }) => ruleId),
  ).toEqual(["us.regf.7in7"]);
  expect(later).toMatchObject([
    {
      ruleId: "us.regf.hours",
      stance: { kind: "refuses_until", until: new Date("2026-06-08T08:00:00-04:00") },
      sentence:
        "In New York it is 00:00 on Monday 8 June 2026, outside the hours: that day 08:00 to 21:00. They begin again on Monday 8 June 2026 at 08:00.",
    },
  ]);
});

test("the refusals that follow each other end where the verdict does", () => {
  fc.assert(
    fc.property(asked, ({ law, contactCase, now: at }) => {
      const { verdict, rules, later } = explain(compiledLaw(law), contactCase, at);
      const ends = [...rules, ...later].flatMap(({ stance }) =>
        stance.kind === "refuses_until" ? [stance.until.getTime()] : [],
      );

      expect(verdict.kind === "deferred" ? Math.max(...ends) : undefined).toBe(
        verdict.kind === "deferred" ? verdict.until.getTime() : undefined,
      );
    }),
    { seed: 33, numRuns: 1_000 },
  );
});

test("of a country with many zones two are told, and the clock is the country's", () => {
  const { sentence, rules } = explain(
    [compiled("stop-facts"), compiled("us-federal-states")],
    { ...american, zones: [] },
    new Date("2026-11-24T05:00:00-05:00"),
  );

  expect(sentence).toBe("The call has to wait until Tuesday 24 November 2026 at 13:00 (New York).");
  expect(rules.find(({ ruleId }) => ruleId === "us.regf.hours")?.sentence).toBe(
    "In Honolulu it is 00:00 on Tuesday 24 November 2026, outside the hours: that day 08:00 to 21:00. They begin again on Tuesday 24 November 2026 at 08:00.",
  );
});

test("tells the verdict in the debtor's local time", () => {
  const at = new Date("2026-11-24T20:00:00+02:00");

  expect(explain([compiled("za-core")], plain, at).sentence).toBe(
    "The SMS has to wait until Wednesday 25 November 2026 at 08:00 (Johannesburg).",
  );
});
