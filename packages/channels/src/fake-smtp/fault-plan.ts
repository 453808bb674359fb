import { createHash } from "node:crypto";
import { z } from "zod";

/** What befalls a connection before any mail. */
const ConnectionFault = z.enum([
  "greeting-slow",
  "greeting-never",
  "greeting-421",
  "greeting-554",
  "tls-stripped",
  "certificate-wrong",
  "sign-in-refused",
]);

/** What befalls a mail. Those that end in `after-data` are accepted: they stand in the ledger. */
const MailFault = z.enum([
  "sender-550",
  "recipient-450",
  "recipient-452",
  "recipient-550",
  "recipient-stall",
  "drop-before-data",
  "drop-in-data",
  "refuse-451",
  "refuse-554",
  "slow",
  "drop-after-data",
  "stall-after-data",
  "garble-after-data",
]);
export type MailFault = z.infer<typeof MailFault>;

const Share = z.number().min(0).max(1);

/** How often each fault befalls, drawn by the seed: the same connections and mails meet the same ones. */
export const FaultPlan = z.strictObject({
  seed: z.int().default(1),
  connections: z.partialRecord(ConnectionFault, Share).default({}),
  mails: z.partialRecord(MailFault, Share).default({}),
  /** What `slow` and `greeting-slow` wait. */
  delayMs: z.int().default(50),
});
export type FaultPlan = z.infer<typeof FaultPlan>;

export function connectionFault({ seed, connections }: FaultPlan, ordinal: number) {
  return draw(ConnectionFault.options, connections, share(`${seed} connection ${ordinal}`));
}

/** @param nth which try of the attempt it is, from 1 */
export function mailFault({ seed, mails }: FaultPlan, attempt: string, nth: number) {
  return draw(MailFault.options, mails, share(`${seed} mail ${attempt} ${nth}`));
}

function draw<Fault extends string>(
  faults: readonly Fault[],
  shares: Readonly<Partial<Record<Fault, number>>>,
  at: number,
): Fault | undefined {
  let end = 0;
  return faults.find((fault) => {
    end += shares[fault] ?? 0;
    return at < end;
  });
}

function share(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE() / 2 ** 32;
}
