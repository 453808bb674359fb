import { z } from "zod";
import { Id, InstantMs } from "../values.ts";
import { ProviderConfig } from "./provider-config.ts";
import { ProviderPurpose } from "./provider-purpose.ts";

/** That a secret is set, and since when; never what it is. */
const SecretState = z.strictObject({
  name: z.string(),
  setAtMs: InstantMs,
  setBy: z.string(),
  /** Of the one before it, while that is still believed. */
  previousSetAtMs: InstantMs.nullable(),
});

/**
 * Whether it is spoken to. `resting`: it has failed too often in a row, and nothing is sent until then; `trying`: the next
 * message finds out.
 */
export const BreakerState = z.strictObject({
  state: z.enum(["closed", "resting", "trying"]),
  failures: z.int(),
  restsUntilMs: InstantMs.nullable(),
});
export type BreakerState = z.infer<typeof BreakerState>;

export const ProviderTest = z.strictObject({
  passed: z.boolean(),
  /** In the provider's own words where it gave any. */
  answer: z.string(),
});
export type ProviderTest = z.infer<typeof ProviderTest>;

/** A provider as its settings screen shows it. */
export const ProviderView = z.strictObject({
  id: Id,
  kind: z.string(),
  name: z.string(),
  purpose: ProviderPurpose,
  config: ProviderConfig,
  isOn: z.boolean(),
  isLive: z.boolean(),
  isDefault: z.boolean(),
  portfolioIds: z.array(Id),
  secrets: z.array(SecretState),
  /** Addresses to paste into its console. */
  callbacks: z.array(z.strictObject({ label: z.string(), hint: z.string(), url: z.string() })),
  /** What somebody should know before they rely on it, each a sentence. */
  warnings: z.array(z.string()),
  breaker: BreakerState,
  lastAnswer: z.strictObject({ atMs: InstantMs, answer: z.string() }).nullable(),
  lastTest: ProviderTest.extend({ atMs: InstantMs }).nullable(),
  changedBy: z.string(),
  changedAtMs: InstantMs,
});
export type ProviderView = z.infer<typeof ProviderView>;
