import { z } from "zod";
import { RuleName, VerdictView } from "./rule-view.ts";
import { Day, InstantMs } from "./values.ts";

/**
 * A part of one local day in which the gate gives one answer, `[fromMs, toMs)`. `date` and the minutes since midnight,
 * 0 to 1440, are those of the clock on the wall.
 */
export const WeekPart = z.strictObject({
  fromMs: InstantMs,
  toMs: InstantMs,
  date: Day,
  fromMinute: z.number().min(0).max(1440),
  toMinute: z.number().min(0).max(1440),
  kind: VerdictView.shape.kind,
  /** Until when it is deferred; null otherwise. */
  untilMs: InstantMs.nullable(),
  /** Why the gate could not judge; null where rules say it, or nothing does. */
  reason: z.string().nullable(),
  /** Ids of the rules that keep it back. */
  rules: z.array(z.string()),
  /** Ids of the rules that warn, and of the caps above which it may go without a fee. */
  warnings: z.array(z.string()),
  withoutFee: z.array(z.string()),
});
export type WeekPart = z.infer<typeof WeekPart>;

/** Seven local days in parts without gaps, as far as the zone table reaches; `rules` names each that a part mentions. */
export const GateWeek = z.strictObject({
  fromMs: InstantMs,
  toMs: InstantMs,
  parts: z.array(WeekPart),
  rules: z.array(RuleName),
});
export type GateWeek = z.infer<typeof GateWeek>;
