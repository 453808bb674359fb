import { isLocalDate } from "@fairflow/calendar";
import * as fc from "fast-check";
import { compilePack, type CompiledPack } from "../compile-pack.ts";
import { ContactCase, type CaseState } from "../contact-case.ts";
import { madeUpPack } from "./made-up-pack.ts";
import { packs } from "../packs.ts";
import type { RulePack } from "../rule-pack.ts";
import { tables } from "../plain-case.ts";
import { Actor, Purpose } from "../vocabulary.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Zones with clock changes in both hemispheres, by half an hour, at midnight, and none. */
const ZONES = [
  "Africa/Johannesburg",
  "America/New_York",
  "Europe/London",
  "Australia/Lord_Howe",
  "Asia/Beirut",
  "America/Havana",
] as const;

/** Nights with a clock change somewhere, holidays, a year's end, days from which rules are in force. */
const DAYS = ["2026-03-08", "2026-03-29", "2026-04-03", "2026-10-25", "2026-11-01", "2026-12-24"];

export interface Asked {
  /** The id of a pack, or a pack that no country has. */
  readonly law: string | RulePack;
  readonly contactCase: ContactCase;
  readonly now: Date;
}

const attempt = fc.record({
  minutesAgo: fc.oneof(
    fc.integer({ min: -2 * 1_440, max: 12 * 1_440 }),
    fc.constantFrom(0, 1_440, 7 * 1_440),
  ),
  channel: fc.constantFrom("call" as const, "sms" as const, "email" as const),
  outcome: fc.constantFrom(
    "conversation" as const,
    "no_answer" as const,
    "delivered" as const,
    "dropped" as const,
    "failed" as const,
    "planned" as const,
    "in_doubt" as const,
  ),
  direction: fc.constantFrom("outbound" as const, "outbound" as const, "inbound" as const),
  debt: fc.constantFrom("1", "1", "2", "3"),
  addressId: fc.constantFrom(undefined, "address-1", "address-2"),
});

const STATES = [
  "insolvent",
  "paid",
  "dispute_open",
  "claims_paid",
  "opted_out",
  "debt_review",
  "moratorium_standard",
  "time_barred",
] as const;

const state = fc.record({
  state: fc.constantFrom(...STATES),
  sinceDaysAgo: fc.option(fc.integer({ min: -1, max: 61 }), { nil: undefined }),
  untilMinutes: fc.option(fc.integer({ min: -1_440, max: 4 * 1_440 }), { nil: undefined }),
  debtId: fc.constantFrom(undefined, "D1", "D2", "D3"),
  channel: fc.constantFrom(undefined, "sms" as const, "email" as const),
  evidence: fc.constantFrom(undefined, ["account_statement_sent", "dispute_reply_sent"]),
});

/** About the day on which a debt grows too old: three years in South Africa, five in Scotland, six in England. */
const age = fc.record({
  years: fc.constantFrom(3, 5, 6),
  days: fc.integer({ min: -4, max: 4 }),
  isInterrupted: fc.boolean(),
});

const draw = fc.record({
  day: fc.constantFrom(...DAYS),
  minute: fc.integer({ min: -1_440, max: 2 * 1_440 }),
  zones: fc.oneof(
    {
      weight: 7,
      arbitrary: fc.uniqueArray(fc.constantFrom(...ZONES), { minLength: 1, maxLength: 2 }),
    },
    { weight: 1, arbitrary: fc.constant([]) },
  ),
  actor: fc.constantFrom(...Actor.options),
  channel: fc.constantFrom("call" as const, "sms" as const, "email" as const, undefined),
  step: fc.constantFrom("commence_legal_proceedings", "report_to_bureau"),
  purpose: fc.oneof(fc.constant("collection" as const), fc.constantFrom(...Purpose.options)),
  debts: fc.constantFrom(["1"], ["1"], ["1", "2"]),
  debtType: fc.constantFrom(undefined, "nca_credit", "medical"),
  profiles: fc.constantFrom(undefined, undefined, ["statutory" as const]),
  attempts: fc.array(attempt, { maxLength: 12 }),
  states: fc.array(state, { maxLength: 2 }),
  noticeDaysAgo: fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined }),
  defaultDaysAgo: fc.option(fc.integer({ min: 15, max: 40 }), { nil: undefined }),
  age: fc.option(age, { nil: undefined, freq: 2 }),
  consents: fc.constantFrom(undefined, [], [{}], [{ purpose: "marketing" as const }]),
});

const REAL = [
  { law: "za-core", subdivision: undefined },
  { law: "us-federal-states", subdivision: "US-NY-NYC" },
  { law: "us-federal-states", subdivision: undefined },
  { law: "gb-core", subdivision: "GB-ENG" },
  { law: "gb-core", subdivision: "GB-SCT" },
  { law: "au-core", subdivision: "AU-NSW" },
] as const;

/** A case under a real law with the stop facts, or under made-up rules whose edges fall on nights. */
export const asked: fc.Arbitrary<Asked> = fc
  .tuple(
    fc.oneof(
      fc.constantFrom(...REAL),
      madeUpPack.map((law) => ({ law, subdivision: undefined })),
    ),
    draw,
  )
  .map(([{ law, subdivision }, drawn]) => {
    const now = new Date(Date.parse(`${drawn.day}T12:00Z`) + drawn.minute * MINUTE_MS);
    return { law, now, contactCase: caseOf(drawn, now.getTime(), subdivision) };
  });

const ready = new Map([...packs].map(([id, pack]) => [id, compilePack(pack, tables)]));

/** The packs of the law that was drawn, the stop facts before it. */
export function compiledLaw(law: Asked["law"]): readonly CompiledPack[] {
  const real = typeof law === "string" ? ready.get(law) : compilePack(law, tables);
  const stopFacts = ready.get("stop-facts");
  if (real === undefined || stopFacts === undefined) throw new Error("No such pack");
  return [stopFacts, real];
}

function caseOf(
  drawn: typeof draw extends fc.Arbitrary<infer Value> ? Value : never,
  now: number,
  subdivision: string | undefined,
): ContactCase {
  const { channel, noticeDaysAgo, defaultDaysAgo } = drawn;
  const inDefaultSince = dateAgo(now, defaultDaysAgo);
  const noticed = dateAgo(now, noticeDaysAgo);
  return ContactCase.parse({
    zones: drawn.zones,
    actor: drawn.actor,
    subdivision,
    channel,
    addressId: channel === undefined ? undefined : "address-1",
    step: channel === undefined ? drawn.step : undefined,
    purpose: drawn.purpose,
    profiles: drawn.profiles,
    debts: drawn.debts.map((n) => ({
      ...debtOf(n),
      ...datesOf(now, drawn.age),
      debtType: drawn.debtType,
      inDefaultSince,
    })),
    history: drawn.attempts.map(({ minutesAgo, debt, ...rest }) => ({
      ...rest,
      at: new Date(now - minutesAgo * MINUTE_MS),
      purpose: "collection",
      debts: [debtOf(debt)],
    })),
    states: drawn.states.map(({ sinceDaysAgo, untilMinutes, ...rest }): CaseState => {
      const until =
        untilMinutes === undefined ? undefined : new Date(now + untilMinutes * MINUTE_MS);
      return { ...rest, since: dateAgo(now, sinceDaysAgo), until };
    }),
    notices: [
      { noticeId: "nca_s129", delivered: noticed },
      { noticeId: "regf_validation", sent: noticed },
    ],
    consents: drawn.consents,
  });
}

function datesOf(
  now: number,
  old: { years: number; days: number; isInterrupted: boolean } | undefined,
) {
  if (old === undefined) return {};
  const since = new Date(now - old.days * DAY_MS);
  since.setUTCFullYear(since.getUTCFullYear() - old.years);
  const dueOn = dateAgo(since.getTime(), 0);
  return { dueOn, lastPaidOn: old.isInterrupted ? dateAgo(now, 100) : undefined };
}

function debtOf(n: string) {
  return { debtId: `D${n}`, accountId: `A${n}` };
}

function dateAgo(now: number, days: number | undefined) {
  if (days === undefined) return undefined;
  const date = new Date(now - days * DAY_MS).toISOString().slice(0, 10);
  return isLocalDate(date) ? date : undefined;
}
