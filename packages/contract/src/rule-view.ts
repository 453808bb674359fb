import { Channel } from "@fairflow/compliance";
import { z } from "zod";
import { InstantMs } from "./values.ts";

/** How sure a citation is. */
const Confidence = z.enum(["A", "B", "C", "G"]);

export const RuleSource = z.strictObject({
  cite: z.string(),
  url: z.string().nullable(),
  confidence: Confidence,
  /** What the letter means, in words. */
  confidenceMeans: z.string(),
  note: z.string().nullable(),
});
export type RuleSource = z.infer<typeof RuleSource>;

/** A rule as every screen names it. */
export const RuleView = z.strictObject({
  id: z.string(),
  /** Empty where no pack of this installation has the rule any more. */
  packId: z.string(),
  packVersion: z.string(),
  title: z.string(),
  /** What the product does because of it, in plain words. */
  words: z.string(),
  sources: z.array(RuleSource),
});
export type RuleView = z.infer<typeof RuleView>;

/** A rule's name, and where it stands. */
export const RuleName = RuleView.pick({ id: true, packId: true, title: true });
export type RuleName = z.infer<typeof RuleName>;

/** What one rule says of one attempt. */
export const RuleAnswer = RuleView.extend({
  /** `refuses` keeps it back; `warns` and `no-fee` let it go and are recorded. */
  effect: z.enum(["refuses", "warns", "no-fee"]),
  /** Why it speaks, on these facts. */
  because: z.string(),
  /** From when this rule alone would allow it; null where only an event can. */
  allowsFromMs: InstantMs.nullable(),
});
export type RuleAnswer = z.infer<typeof RuleAnswer>;

/** What would make the gate answer otherwise. */
export const Change = z.strictObject({
  words: z.string(),
  /** When it would be so by itself; null for what somebody has to do. */
  atMs: InstantMs.nullable(),
});
export type Change = z.infer<typeof Change>;

/** The gate's answer for people. */
export const VerdictView = z.strictObject({
  kind: z.enum(["allowed", "deferred", "forbidden"]),
  /** One sentence. */
  words: z.string(),
  /** The earliest permitted instant: the one that was asked about where it is allowed, null where only an event helps. */
  earliestMs: InstantMs.nullable(),
  /** Why the gate could not judge, where no rule refuses; else null. */
  reason: z.string().nullable(),
  /** Those that refuse first. */
  answers: z.array(RuleAnswer),
  changes: z.array(Change),
});
export type VerdictView = z.infer<typeof VerdictView>;

export const ContactChannel = Channel;
export type ContactChannel = z.infer<typeof ContactChannel>;
