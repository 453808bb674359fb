import { z } from "zod";

/** A rule pack's word for a notice or a legal step; empty while the drawer has not chosen one. */
export const LegalWord = z
  .string({ error: "Use a word of a rule pack" })
  .regex(/^[a-z0-9_]{0,64}$/, { error: "Use at most 64 small letters, digits or _" });
export type LegalWord = z.infer<typeof LegalWord>;
