import { z } from "zod";

const Line = z.string().trim().min(1).max(120);

/** How an installation sends its letters. */
export const LetterSetting = z.strictObject({
  /** Whether letters wait for a batch; otherwise they go the way of the other messages. */
  collects: z.boolean(),
  /** The minute of the local day at which a batch is begun by itself; null where people begin it. */
  closesAtMinute: z.int().min(0).max(1_439).nullable(),
  /** IANA: whose day that is. */
  zone: z.string().max(60),
  /** `folder`: written into the folder of the print house and handed over with it; `desk`: a person downloads it and says so. */
  handsOver: z.enum(["folder", "desk"]),
  /** Who writes, as it stands at the head of each letter. */
  name: Line,
  /** The small line above the recipient that brings a letter back. */
  returnLine: Line,
  footer: z.array(Line).max(4),
  /** The form of DIN 5008 that the envelopes have. */
  window: z.enum(["A", "B"]),
});
export type LetterSetting = z.infer<typeof LetterSetting>;
