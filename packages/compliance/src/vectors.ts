import { LocalDate, type Zones } from "@fairflow/calendar";
import { z } from "zod";
import { compilePack, isOlder, type CompiledPack } from "./compile-pack.ts";
import { CaseConsent, ContactCase } from "./contact-case.ts";
import type { HolidayTables } from "./holiday-tables.ts";
import { InstantText } from "./instant-text.ts";
import { permit } from "./permit.ts";
import { RuleId } from "./rule.ts";
import type { RulePack } from "./rule-pack.ts";
import type { Verdict } from "./verdict.ts";
import {
  Actor,
  Channel,
  Direction,
  Exclusion,
  Outcome,
  PendingOutcome,
  Profile,
  Purpose,
} from "./vocabulary.ts";

const DEBT = "D1";
const ACCOUNT = "A1";

const Day = z.union([LocalDate, InstantText]);

const Attempt = z.strictObject({
  at: InstantText,
  channel: Channel,
  outcome: z.union([Outcome, PendingOutcome]),
  direction: Direction.default("outbound"),
  purpose: Purpose.default("collection"),
  debtId: z.string().default(DEBT),
  accountId: z.string().default(ACCOUNT),
  addressId: z.string().optional(),
  marks: z.array(Exclusion).optional(),
});

/** A case with the answer that was worked out by hand from the law. */
const VectorCase = z.strictObject({
  n: z.number(),
  pack: z.string(),
  title: z.string(),
  tz: z.array(z.string()),
  at: InstantText,
  channel: Channel.optional(),
  step: z.string().optional(),
  actor: Actor.default("third_party"),
  purpose: Purpose.default("collection"),
  sub: z.string().optional(),
  profiles: z.array(Profile).optional(),
  debtId: z.string().default(DEBT),
  accountId: z.string().default(ACCOUNT),
  debtType: z.string().optional(),
  addressId: z.string().optional(),
  inDefaultSince: Day.optional(),
  dueOn: LocalDate.optional(),
  lastAcknowledgedOn: LocalDate.optional(),
  lastPaidOn: LocalDate.optional(),
  claimServedOn: LocalDate.optional(),
  states: z.array(z.string()).default([]),
  stateSince: z.record(z.string(), Day).default({}),
  history: z.array(Attempt).default([]),
  notices: z
    .record(
      z.string(),
      z.strictObject({
        sent: Day.optional(),
        delivered: Day.optional(),
        served: Day.optional(),
      }),
    )
    .default({}),
  consents: z.array(CaseConsent).optional(),
  lawAsOf: LocalDate.optional(),
  /** For readers. */
  note: z.string().optional(),
  why: z.string().optional(),
  cite: z.string().optional(),
  /** Right only with time zone data that is new enough. */
  canary: z.boolean().default(false),
  expect: z.strictObject({
    d: z.enum(["allow", "block"]),
    until: InstantText.nullish(),
    rules: z.array(RuleId).optional(),
    noFee: z.array(RuleId).optional(),
    warnings: z.array(RuleId).optional(),
  }),
});
type VectorCase = z.infer<typeof VectorCase>;

export interface VectorResult {
  readonly n: number;
  readonly title: string;
  readonly pass: boolean;
  /** The case is right only with newer time zone data than these tables have: neither passed nor failed. */
  readonly isSkipped: boolean;
  /** What the gate said, or why the case could not be put to it. */
  readonly answer: string;
}

/**
 * Puts each case of a vectors file to the gate.
 *
 * @param file the parsed JSON: a list of cases. One that cannot be read fails by itself.
 */
export function runVectors(
  file: unknown,
  packs: ReadonlyMap<string, RulePack>,
  tables: { readonly zones: Zones; readonly holidays: HolidayTables },
): readonly VectorResult[] {
  const compiled = new Map<string, CompiledPack>();
  return z
    .array(z.unknown())
    .parse(file)
    .map((json, index) => {
      const read = VectorCase.safeParse(json);
      if (!read.success) {
        const name = z.looseObject({ n: z.number(), title: z.string() }).safeParse(json).data;
        const answer = `unreadable: ${z.prettifyError(read.error).replaceAll(/\s+/g, " ")}`;
        return {
          n: name?.n ?? index + 1,
          title: name?.title ?? "",
          pass: false,
          isSkipped: false,
          answer,
        };
      }
      const vector = read.data;
      const { n, title } = vector;
      const pack = packs.get(vector.pack);
      if (pack === undefined) {
        return { n, title, pass: false, isSkipped: false, answer: `no pack ${vector.pack}` };
      }
      const ready = compiled.get(pack.id) ?? compilePack(pack, tables);
      compiled.set(pack.id, ready);
      const verdict = permit([ready], caseOf(vector), new Date(vector.at));
      return {
        n,
        title,
        pass: agrees(verdict, vector.expect),
        isSkipped: vector.canary && ready.tzdataIsTooOld,
        answer: answerOf(verdict, vector, ready),
      };
    });
}

/** The case in the gate's own words. */
function caseOf(vector: VectorCase): ContactCase {
  const { debtId, accountId, debtType, inDefaultSince } = vector;
  const { dueOn, lastAcknowledgedOn, lastPaidOn, claimServedOn } = vector;
  return ContactCase.parse({
    zones: vector.tz,
    actor: vector.actor,
    subdivision: vector.sub,
    channel: vector.channel,
    addressId: vector.addressId,
    purpose: vector.purpose,
    step: vector.step,
    debts: [
      {
        debtId,
        accountId,
        debtType,
        inDefaultSince,
        dueOn,
        lastAcknowledgedOn,
        lastPaidOn,
        claimServedOn,
      },
    ],
    states: vector.states.map((state) => ({ state, since: vector.stateSince[state] })),
    history: vector.history.map((attempt) => ({
      at: attempt.at,
      channel: attempt.channel,
      outcome: attempt.outcome,
      direction: attempt.direction,
      purpose: attempt.purpose,
      addressId: attempt.addressId,
      marks: attempt.marks,
      debts: [{ debtId: attempt.debtId, accountId: attempt.accountId }],
    })),
    notices: Object.entries(vector.notices).map(([noticeId, dates]) => ({
      noticeId,
      sent: dates.sent,
      delivered: dates.delivered,
      served: dates.served,
    })),
    consents: vector.consents,
    profiles: vector.profiles,
    lawAsOf: vector.lawAsOf,
  });
}

function agrees(verdict: Verdict, expected: VectorCase["expect"]): boolean {
  const sameRemarks =
    (expected.noFee === undefined || sameSet(verdict.withoutFee, expected.noFee)) &&
    (expected.warnings === undefined || sameSet(verdict.warnings, expected.warnings));
  if (verdict.kind === "allowed") return expected.d === "allow" && sameRemarks;
  if (expected.d !== "block" || !sameRemarks) return false;
  if (expected.rules !== undefined && !sameSet(verdict.rules, expected.rules)) return false;
  if (expected.until === undefined) return true;
  if (verdict.kind === "forbidden") return expected.until === null && verdict.reason === "rules";
  return expected.until !== null && verdict.until.getTime() === Date.parse(expected.until);
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  const left = new Set(one);
  const right = new Set(other);
  return left.size === right.size && other.every((word) => left.has(word));
}

function answerOf(verdict: Verdict, vector: VectorCase, pack: CompiledPack): string {
  const parts = [verdictInWords(verdict)];
  if (verdict.withoutFee.length > 0) parts.push(`no fee: ${verdict.withoutFee.join(", ")}`);
  const { minTzdata } = pack.pack.timezone;
  if (vector.canary && minTzdata !== undefined) {
    const age = isOlder(pack.tzdata, minTzdata) ? "too old for" : "new enough for";
    parts.push(`tzdata ${pack.tzdata} is ${age} ${minTzdata}`);
  }
  return parts.join("; ");
}

function verdictInWords(verdict: Verdict): string {
  switch (verdict.kind) {
    case "allowed":
      return "allow";
    case "deferred":
      return `block until ${verdict.until.toISOString()} by ${verdict.rules.join(", ")}`;
    case "forbidden":
      return verdict.reason === "rules"
        ? `block by ${verdict.rules.join(", ")}`
        : `block: ${verdict.reason}`;
  }
}
