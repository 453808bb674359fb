import { z } from "zod";
import { MAX_MJML } from "../limits.ts";
import { StorableText } from "../storable-text.ts";
import { Block } from "./block.ts";

/** How an e-mail or a letter looks beside its plain text: blocks, or for e-mails MJML that somebody wrote. */
export const Design = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("blocks"),
    blocks: z.array(Block).max(60),
    /** Of buttons and headings. */
    accent: z
      .string()
      .regex(/^#[0-9a-f]{6}$/, "A colour is written like #1f5f8b.")
      .optional(),
  }),
  z.strictObject({ kind: z.literal("mjml"), source: StorableText.max(MAX_MJML) }),
]);
export type Design = z.infer<typeof Design>;
