import { HouseRule } from "@fairflow/compliance";
import { z } from "zod";

const Digest = z.string();

/** Who says that a pack may be acted upon, and with what right. */
export const Activation = z.strictObject({
  /** The user's id, or `system`. */
  by: z.string(),
  name: z.string(),
  role: z.string(),
  reason: z.string(),
  atMs: z.int(),
});
export type Activation = z.infer<typeof Activation>;

const ComposedPack = z.strictObject({
  id: z.string(),
  version: z.string(),
  digest: Digest,
  /** Null while nobody has: what the pack governs waits. */
  activation: Activation.nullable(),
});
export type ComposedPack = z.infer<typeof ComposedPack>;

const SwitchedOff = z.strictObject({
  pack: z.string(),
  rule: z.string(),
  by: z.string(),
  reason: z.string(),
  atMs: z.int(),
});

/** All of which the law of an installation is made, by the digests of its documents. */
export const Composition = z.strictObject({
  packs: z.array(ComposedPack).readonly(),
  zones: z.strictObject({ digest: Digest, version: z.string() }),
  holidays: Digest,
  switchedOff: z.array(SwitchedOff).readonly(),
  /** Those that have not been ended; their own dates say from when to when they hold. */
  houseRules: z.array(HouseRule).readonly(),
});
export type Composition = z.infer<typeof Composition>;
