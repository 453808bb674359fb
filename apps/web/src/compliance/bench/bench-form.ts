import { Actor, CaseAttempt, Channel, Purpose, ZoneSource } from "@fairflow/compliance";
import { z } from "zod";

const MAX_ROWS = 60;
const text = z.string().max(120);

const BenchAttempt = z.object({
  /** `2026-11-24T08:30` in the first zone, as all times of the form. */
  at: text,
  channel: Channel,
  outcome: CaseAttempt.shape.outcome,
  direction: CaseAttempt.shape.direction,
  purpose: Purpose,
  /** Counted from 1; 0 is every debt. */
  debt: z.int().min(0).max(MAX_ROWS),
});
export type BenchAttempt = z.infer<typeof BenchAttempt>;

const BenchDebt = z.object({ type: text, defaultSince: text });
export type BenchDebt = z.infer<typeof BenchDebt>;

const BenchState = z.object({ state: text, since: text, until: text });
export type BenchState = z.infer<typeof BenchState>;

const BenchNotice = z.object({ noticeId: text, sent: text, delivered: text });
export type BenchNotice = z.infer<typeof BenchNotice>;

/** The bench as it is filled in, which the page's address keeps: empty text is what is left open. */
export const BenchForm = z.object({
  at: text,
  zones: z.array(text).max(6),
  zoneSource: ZoneSource,
  actor: Actor,
  subdivision: text,
  /** Empty for a legal step that reaches nobody. */
  channel: Channel.or(z.literal("")),
  purpose: Purpose,
  step: text,
  consent: z.enum(["not-looked-up", "none", "given"]),
  debts: z.array(BenchDebt).min(1).max(MAX_ROWS),
  states: z.array(BenchState).max(MAX_ROWS),
  history: z.array(BenchAttempt).max(MAX_ROWS),
  notices: z.array(BenchNotice).max(MAX_ROWS),
  packs: z.array(text).max(8),
  houseRules: z.boolean(),
  portfolioId: z.uuid().nullable(),
});
export type BenchForm = z.infer<typeof BenchForm>;

/** A plain case to begin with: a collection SMS of a debt collector, now. */
export function plainBench(begin: {
  readonly at: string;
  readonly zone: string;
  readonly packs: readonly string[];
}): BenchForm {
  return {
    at: begin.at,
    zones: [begin.zone],
    zoneSource: "consumer_stated",
    actor: "third_party",
    subdivision: "",
    channel: "sms",
    purpose: "collection",
    step: "",
    consent: "not-looked-up",
    debts: [{ type: "", defaultSince: "" }],
    states: [],
    history: [],
    notices: [],
    packs: [...begin.packs],
    houseRules: true,
    portfolioId: null,
  };
}
