import { z } from "zod";

/** One acceptance: written and flushed to the disk before the server says 250. */
export const LedgerEntry = z.object({
  /** The envelope's ENVID (RFC 3461), which is our attempt. */
  attemptId: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  isSecure: z.boolean(),
  /** The mail as it came over the wire, as base64. */
  source: z.string(),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;
