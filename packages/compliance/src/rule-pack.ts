import { LocalDate, Weekday } from "@fairflow/calendar";
import { z } from "zod";
import {
  AnswerRule,
  ConsentRule,
  ContactWindow,
  ContentRule,
  CoolDown,
  Effective,
  Fee,
  FrequencyCap,
  Hold,
  NoticeRule,
  OptOut,
  Retention,
  Security,
  StepGate,
  TimeBar,
} from "./rule.ts";
import { ZoneSource } from "./vocabulary.ts";

const Holiday = z.strictObject({
  date: LocalDate,
  name: z.string(),
  subdivision: z.string().optional(),
  source: z.string().optional(),
});

const Source = z.strictObject({
  cite: z.string(),
  url: z.string().optional(),
  /** A: official text seen. B: a secondary page states it. C: weak, or our policy. G: general knowledge, verify. */
  confidence: z.enum(["A", "B", "C", "G"]),
  note: z.string().optional(),
});
export type Source = z.infer<typeof Source>;

const Rules = z.strictObject({
  contactWindows: z.array(ContactWindow).optional(),
  frequencyCaps: z.array(FrequencyCap).optional(),
  coolDowns: z.array(CoolDown).optional(),
  holds: z.array(Hold).optional(),
  consent: z.array(ConsentRule).optional(),
  optOuts: z.array(OptOut).optional(),
  notices: z.array(NoticeRule).optional(),
  stepGates: z.array(StepGate).optional(),
  content: z.array(ContentRule).optional(),
  timeBars: z.array(TimeBar).optional(),
  answers: z.array(AnswerRule).optional(),
  retention: z.array(Retention).optional(),
  security: z.array(Security).optional(),
  fees: z.array(Fee).optional(),
});
export type Rules = z.infer<typeof Rules>;

/** The law of one jurisdiction as dated data. A published version never changes; the law's changes make a new one. */
export const RulePack = z.strictObject({
  schemaVersion: z.literal(1),
  id: z.string().regex(/^[a-z0-9-]+$/),
  version: z.string().regex(/^\d{4}\.\d{2}\.\d+$/),
  status: z.enum(["draft", "active", "retired"]),
  title: z.string().optional(),
  extends: z.array(z.string()).optional(),
  jurisdiction: z.strictObject({
    country: z.string().regex(/^[A-Z]{2}$/),
    subdivisions: z.array(z.string()).optional(),
  }),
  effective: Effective,
  reviewedAt: LocalDate,
  /** After this day the pack is shown as stale. */
  reviewBy: LocalDate,
  disclaimer: z.string().optional(),
  timezone: z.strictObject({
    resolutionOrder: z.array(ZoneSource),
    onConflict: z.enum(["intersection", "first", "block"]),
    onUnknown: z.enum(["intersection_of_country_zones", "block"]),
    countryZones: z.array(z.string()).optional(),
    /** The oldest release of the time zone database with which the hours are right. */
    minTzdata: z
      .string()
      .regex(/^\d{4}[a-z]+$/)
      .optional(),
  }),
  calendar: z.strictObject({
    /** The name of a holiday table. */
    base: z.string(),
    types: z.array(z.string()).optional(),
    bySubdivision: z.record(z.string(), z.string()).optional(),
    weekend: z.array(Weekday),
    add: z.array(Holiday),
    remove: z.array(Holiday),
  }),
  sources: z.record(z.string(), Source),
  rules: Rules,
});
export type RulePack = z.infer<typeof RulePack>;
