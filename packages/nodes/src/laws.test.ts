import { dateOfEpochDay, localTime } from "@fairflow/calendar";
import { coreFields } from "@fairflow/criteria";
import {
  arbitraryCompiledFlow,
  arbitraryMoves,
  lost,
  miscounted,
  play,
  type Moment,
  type Move,
  type Step,
} from "@fairflow/interpreter/arbitraries";
import { libraryOf, Run, type CompiledFlow, type Facts } from "@fairflow/interpreter";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { catalog } from "./catalog.ts";
import { at, WORKDAYS, zoneOf } from "./trial.ts";

const DAY_MS = 86_400_000;
const LONGEST_MS = 40 * DAY_MS;

const over = (field: string, value: number) =>
  ({ kind: "rule", field, operator: "more_than", value }) as const;

const library = libraryOf({
  segments: [{ id: "late", name: "Late", version: 2, criteria: over("account.days_past_due", 10) }],
  templates: [
    {
      id: "hello",
      name: "Hello",
      channel: "sms",
      languages: { en: { body: "Hello" } },
      fallback: ["en"],
    },
  ],
  notices: [
    {
      id: "warning",
      title: "Warning",
      jurisdiction: "ZA",
      channels: ["sms"],
      proof: "sent",
      days: "10 days after it was sent",
    },
  ],
  steps: [{ id: "sue", title: "Sue" }],
  calendars: new Map([["grants", ["2026-03-03", "2026-10-02"] as const]]),
});

const time = "09:30";
const steps: readonly Step[] = [
  { type: "segment", config: { segments: [{ id: "late", segment: "late" }] } },
  {
    type: "condition",
    config: {
      branches: [{ id: "some", label: "Some", criteria: over("run.messages_sent", 0) }],
    },
  },
  {
    type: "split",
    config: {
      shares: [
        { id: "a", label: "A", percent: 30 },
        { id: "b", label: "B", percent: 70 },
      ],
    },
  },
  {
    type: "webhook",
    config: {
      webhook: "Score",
      facts: ["account.balance"],
      answers: [{ id: "high", path: "band", equals: "high" }],
      giveUpAfterHours: 2,
    },
  },
  { type: "wait", config: { kind: "business-days", days: 2 } },
  { type: "wait", config: { kind: "weekday", weekdays: ["tue"], at: time } },
  {
    type: "wait",
    config: {
      kind: "pay-day",
      source: { kind: "field", field: "debtor.pay_day" },
      offsetDays: -2,
      at: time,
    },
  },
  {
    type: "wait",
    config: {
      kind: "pay-day",
      source: { kind: "calendar", calendar: "grants" },
      offsetDays: 1,
      at: time,
    },
  },
  {
    type: "wait",
    config: {
      kind: "date",
      field: "account.due_date",
      side: "before",
      days: 2,
      businessDays: true,
      at: time,
    },
  },
  {
    type: "wait-for",
    config: {
      events: [
        { id: "paid", event: "paid" },
        { id: "replied", event: "replied" },
      ],
      deadline: { kind: "days", days: 5 },
    },
  },
  {
    type: "wait-for",
    config: { events: [{ id: "letter", event: "custom:letter" }], deadline: { kind: "none" } },
  },
  { type: "sms", config: { template: "hello" } },
  { type: "sms", config: { template: "hello", giveUpAfterDays: 20 } },
  {
    type: "payment-link",
    config: { amount: { kind: "arrears" }, expiresAfterDays: 9, wait: { days: 4 } },
  },
  {
    type: "payment-link",
    config: { amount: { kind: "full" }, expiresAfterDays: 9, wait: null },
  },
  {
    type: "task",
    config: {
      kind: "call",
      title: "Call",
      team: "Desk",
      due: { kind: "business-days", days: 3 },
      outcomes: [{ id: "done", label: "Done" }],
    },
  },
  {
    type: "task",
    config: {
      kind: "review",
      title: "Sue",
      team: "Desk",
      due: { kind: "days", days: 3 },
      outcomes: [{ id: "done", label: "Done" }],
      step: "sue",
    },
  },
  {
    type: "notice",
    config: {
      notice: "warning",
      channel: "sms",
      template: "hello",
      proof: "delivered",
      proofTeam: "Desk",
      proofWithinDays: 10,
    },
  },
  {
    type: "update",
    config: { changes: [{ kind: "add-tag", field: "account.tags", tag: "seen" }] },
  },
];

const arbitraryFlow = arbitraryCompiledFlow({
  catalog,
  library,
  fields: coreFields,
  start: {
    type: "start",
    config: { entry: { kind: "manual" }, reentry: { kind: "never" } },
  },
  pause: {
    type: "pause-on-dispute",
    config: { team: "Disputes", title: "Decide", dueInBusinessDays: 2 },
  },
  end: { type: "goal", config: { name: "Done" } },
  steps: fc.constantFrom(...steps),
});

const ZONES = ["Africa/Johannesburg", "America/New_York", "Australia/Lord_Howe"].map(zoneOf);

function factsAt({ salt, disputeOpen }: Move, nowMs: number): Facts {
  const [first] = ZONES;
  const zone = ZONES[salt % ZONES.length] ?? first;
  if (zone === undefined) throw new RangeError("No zone");
  const today = Math.floor(nowMs / DAY_MS);
  return {
    values: {
      "account.days_past_due": salt % 30,
      "account.due_date": salt % 7 === 0 ? null : dateOfEpochDay(today + (salt % 40) - 10),
      "account.tags": salt % 2 === 0 ? null : ["old"],
      "debtor.pay_day": salt % 5 === 0 ? null : 1 + (salt % 31),
    },
    today: localTime(zone, new Date(nowMs)).date,
    zone,
    calendar: WORKDAYS,
    debtorKey: `debtor-${salt}`,
    disputeOpen,
    holds: salt % 11 === 0 ? ["promise"] : [],
  };
}

function played(flow: CompiledFlow, moves: readonly Move[]): readonly Moment[] {
  return play(flow, moves, { fromMs: at("2026-02-27 12:00"), factsAt });
}

test.for<[string, (moments: readonly Moment[]) => readonly Moment[]]>([
  ["I8: entered = left + present at every node, at every moment", miscounted],
  ["I8: no run is lost", lost],
  [
    "a run survives the way through JSON",
    (moments) =>
      moments.filter(({ run }) => !Run.safeParse(JSON.parse(JSON.stringify(run))).success),
  ],
])("%s", ([, broken]) => {
  fc.assert(
    fc.property(arbitraryFlow, arbitraryMoves(LONGEST_MS), (flow, moves) => {
      expect(broken(played(flow, moves))).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

test("I2: the same inputs give the same answers", () => {
  fc.assert(
    fc.property(arbitraryFlow, arbitraryMoves(LONGEST_MS), (flow, moves) => {
      expect(played(flow, moves)).toEqual(played(flow, moves));
    }),
    { numRuns: 300 },
  );
});
