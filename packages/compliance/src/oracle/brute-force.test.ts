import { zones } from "@fairflow/calendar/zones";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { businessCalendar, compilePack } from "../compile-pack.ts";
import type { ContactCase } from "../contact-case.ts";
import { holidayTables, packs } from "../packs.ts";
import { permit } from "../permit.ts";
import type { RulePack } from "../rule-pack.ts";
import type { Verdict } from "../verdict.ts";
import { Actor } from "../vocabulary.ts";
import { bruteForce, STEP_MS, type BruteForceAnswer } from "./brute-force.ts";
import { madeUpPack } from "./made-up-pack.ts";

const tables = { zones, holidays: holidayTables };
const DAY_MS = 86_400_000;
const HORIZON_MS = 8 * DAY_MS;
const STEPS_A_DAY = DAY_MS / STEP_MS;

/** Zones with clock changes in both hemispheres, by half an hour, at midnight, and none. */
const ZONES = [
  "Africa/Johannesburg",
  "America/New_York",
  "America/Phoenix",
  "Europe/London",
  "Australia/Lord_Howe",
  "Asia/Beirut",
  "America/Havana",
  "Pacific/Chatham",
];

/** Nights with a clock change somewhere, a leap day, a year's end, holidays, days from which rules are in force. */
const DAYS = [
  "2026-03-08",
  "2026-03-29",
  "2026-04-02",
  "2026-04-05",
  "2026-09-01",
  "2026-10-25",
  "2026-11-01",
  "2026-12-16",
  "2026-12-24",
  "2026-12-31",
  "2028-02-28",
  "2027-01-30",
];

const anyInstant = (daysBefore: number, daysAfter: number) =>
  fc
    .tuple(
      fc.constantFrom(...DAYS),
      fc.integer({ min: -daysBefore * STEPS_A_DAY, max: daysAfter * STEPS_A_DAY }),
    )
    .map(([day, steps]) => Date.parse(`${day}T00:00Z`) + steps * STEP_MS);

const anyAttempt = fc.record({
  ago: fc.oneof(
    fc.integer({ min: -STEPS_A_DAY, max: STEPS_A_DAY * 12 }),
    fc.constantFrom(0, STEPS_A_DAY, STEPS_A_DAY * 6, STEPS_A_DAY * 7),
  ),
  channel: fc.constantFrom("call" as const, "sms" as const, "email" as const),
  outcome: fc.constantFrom(
    "conversation" as const,
    "no_answer" as const,
    "delivered" as const,
    "sent" as const,
    "failed" as const,
    "dropped" as const,
    "planned" as const,
    "in_doubt" as const,
  ),
  direction: fc.constantFrom("outbound" as const, "outbound" as const, "inbound" as const),
  purpose: fc.constantFrom(
    "collection" as const,
    "collection" as const,
    "statutory_notice" as const,
    "reply_to_consumer" as const,
  ),
  debt: fc.constantFrom("D1", "D1", "D2"),
  marks: fc.constantFrom([], [], ["misdirected" as const], ["consumer_requested" as const]),
});

const anyCase = (states: readonly string[], subdivisions: readonly (string | undefined)[]) =>
  fc.record({
    now: anyInstant(1, 2),
    zones: fc.uniqueArray(fc.constantFrom(...ZONES), { minLength: 1, maxLength: 2 }),
    actor: fc.constantFrom(...Actor.options),
    channel: fc.constantFrom(
      "call" as const,
      "sms" as const,
      "email" as const,
      "prerecorded_call" as const,
      undefined,
    ),
    purpose: fc.constantFrom(
      "collection" as const,
      "collection" as const,
      "service" as const,
      "marketing" as const,
      "reply_to_consumer" as const,
    ),
    subdivision: fc.constantFrom(...subdivisions),
    debtType: fc.constantFrom("nca_credit", "medical", undefined),
    profiles: fc.constantFrom(undefined, undefined, ["statutory" as const]),
    attempts: fc.array(anyAttempt, { maxLength: 14 }),
    states: fc.array(
      fc.record({
        state: fc.constantFrom(...states),
        sinceDaysAgo: fc.integer({ min: -2, max: 12 }),
        onlyDate: fc.boolean(),
        debt: fc.constantFrom(undefined, "D1", "D2"),
      }),
      { maxLength: 1 },
    ),
    noticeDaysAgo: fc.integer({ min: 8, max: 40 }),
    defaultDaysAgo: fc.integer({ min: 20, max: 40 }),
  });

type Draw = ReturnType<typeof anyCase> extends fc.Arbitrary<infer Value> ? Value : never;

function contactCaseOf(draw: Draw): ContactCase {
  const { now } = draw;
  return {
    zones: draw.zones,
    actor: draw.actor,
    channel: draw.channel,
    step: draw.channel === undefined ? "commence_legal_proceedings" : undefined,
    purpose: draw.purpose,
    subdivision: draw.subdivision,
    profiles: draw.profiles,
    debts: [
      {
        debtId: "D1",
        accountId: "A1",
        debtType: draw.debtType,
        inDefaultSince: new Date(now - draw.defaultDaysAgo * DAY_MS),
      },
    ],
    history: draw.attempts.map(({ ago, debt, ...attempt }) =>
      Object.assign({}, attempt, {
        at: new Date(now - ago * STEP_MS),
        debts: [{ debtId: debt, accountId: debt === "D1" ? "A1" : "A2" }],
      }),
    ),
    states: draw.states.map(({ state, sinceDaysAgo, onlyDate, debt }) => {
      const since = new Date(now - sinceDaysAgo * DAY_MS);
      return { state, since: onlyDate ? dateOf(since) : since, debtId: debt };
    }),
    notices: [
      { noticeId: "nca_s129", delivered: dateOf(new Date(now - draw.noticeDaysAgo * DAY_MS)) },
    ],
    consents: [{}, { purpose: "marketing" }],
  };
}

function dateOf(instant: Date): `${string}-${string}-${string}` {
  const [year, month, day] = instant.toISOString().slice(0, 10).split("-");
  return `${year ?? ""}-${month ?? ""}-${day ?? ""}`;
}

function bothAnswers(pack: RulePack, draw: Draw) {
  const compiled = compilePack(pack, tables);
  const contactCase = contactCaseOf(draw);
  const holidays = businessCalendar(compiled, draw.subdivision).holidays;
  const horizon = draw.now + HORIZON_MS;
  const verdict = permit([compiled], contactCase, new Date(draw.now));
  return {
    gate: comparable(verdict, draw.now, horizon),
    oracle: sorted(bruteForce({ pack, holidays, contactCase }, draw.now, horizon)),
  };
}

function comparable(verdict: Verdict, now: number, horizon: number): BruteForceAnswer {
  const { warnings, withoutFee } = verdict;
  if (verdict.kind === "allowed")
    return sorted({ rules: [], warnings, withoutFee, allowedAt: now });
  if (
    verdict.kind === "forbidden" &&
    verdict.reason !== "rules" &&
    verdict.reason !== "no-opening"
  ) {
    throw new Error(`The gate could not judge: ${verdict.reason}`);
  }
  const until = verdict.kind === "deferred" ? verdict.until.getTime() : Number.POSITIVE_INFINITY;
  const allowedAt = until > horizon ? undefined : until;
  return sorted({ rules: verdict.rules, warnings, withoutFee, allowedAt });
}

function sorted(answer: BruteForceAnswer): BruteForceAnswer {
  return {
    rules: answer.rules.toSorted(),
    warnings: answer.warnings.toSorted(),
    withoutFee: answer.withoutFee.toSorted(),
    allowedAt: answer.allowedAt,
  };
}

const REAL = [
  [
    "za-core",
    ["debt_review", "dispute_open", "claims_paid", "paid", "opted_out", "scheme_claim_pending"],
    [undefined],
  ],
  [
    "us-federal-states",
    ["dispute_written", "tcpa_revoked_any", "cease_all", "paid"],
    [undefined, "US-FL", "US-MA", "US-WA", "US-DC", "US-NY-NYC"],
  ],
  [
    "gb-core",
    ["moratorium_standard", "adviser_plan_in_progress", "vulnerable"],
    ["GB-ENG", "GB-NIR"],
  ],
  ["au-core", ["arrangement_active", "dispute_open", "hardship_notice_open"], ["AU-NSW", "AU-WA"]],
] as const;

test.for(REAL)(
  "agrees with brute force on %s",
  { timeout: 60_000 },
  ([id, states, subdivisions]) => {
    const pack = packs.get(id);
    if (pack === undefined) throw new Error(`No pack ${id}`);

    fc.assert(
      fc.property(anyCase(states, subdivisions), (draw) => {
        const { gate, oracle } = bothAnswers(pack, draw);

        expect(gate).toEqual(oracle);
      }),
      { seed: 20261122, numRuns: 400 },
    );
  },
);

test(
  "agrees with brute force on made-up rules whose edges fall on nights when clocks change",
  { timeout: 60_000 },
  () => {
    fc.assert(
      fc.property(madeUpPack, anyCase(["insolvent", "paid"], [undefined]), (pack, draw) => {
        const { gate, oracle } = bothAnswers(pack, draw);

        expect(gate).toEqual(oracle);
      }),
      { seed: 7, numRuns: 1_500 },
    );
  },
);
