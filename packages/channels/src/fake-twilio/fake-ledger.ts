import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { z } from "zod";
import { Fault } from "./fault.ts";

/** What the provider did, in its order. It is what a duplicate is looked for in. */
export const LedgerEntry = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("asked"), at: z.iso.datetime(), fault: Fault, to: z.string() }),
  z.strictObject({
    kind: z.literal("accepted"),
    at: z.iso.datetime(),
    sid: z.string(),
    to: z.string(),
    from: z.string(),
    messagingServiceSid: z.string().nullable(),
    body: z.string(),
    statusCallback: z.string(),
    validityPeriod: z.int(),
    fault: Fault,
  }),
  z.strictObject({
    kind: z.literal("called-back"),
    at: z.iso.datetime(),
    sid: z.string(),
    status: z.string(),
    /** What the receiver answered; null where it could not be reached. */
    answered: z.int().nullable(),
  }),
]);
export type LedgerEntry = z.infer<typeof LedgerEntry>;
export type Acceptance = Extract<LedgerEntry, { kind: "accepted" }>;

export interface FakeLedger {
  /** On the disk when it returns: it survives whoever is killed next. */
  readonly append: (entry: LedgerEntry) => void;
  readonly close: () => void;
}

export function openLedger(path: string): FakeLedger {
  const file = openSync(path, "a");
  return {
    append: (entry) => {
      writeSync(file, `${JSON.stringify(entry)}\n`);
      fsyncSync(file);
    },
    close: () => closeSync(file),
  };
}

/** The last line may be half written: its writer was killed before it answered anybody. */
export function readLedger(path: string): readonly LedgerEntry[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split("\n").slice(0, -1);
  return lines.map((line) => LedgerEntry.parse(JSON.parse(line)));
}
