import { existsSync, fdatasync, openSync, readFileSync, write } from "node:fs";
import { promisify } from "node:util";
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
  /** On the disk when it resolves: it survives whoever is killed next. What comes meanwhile is written together next. */
  readonly append: (entry: LedgerEntry) => Promise<void>;
}

const writeTo = promisify(write);
const flush = promisify(fdatasync);

export function openLedger(path: string): FakeLedger {
  const file = openSync(path, "a");
  let waiting: string[] = [];
  let lastWritten = Promise.resolve();
  const writeAll = async () => {
    const lines = waiting.join("");
    waiting = [];
    if (lines === "") return;
    await writeTo(file, lines);
    await flush(file);
  };
  return {
    append: (entry) => {
      waiting.push(`${JSON.stringify(entry)}\n`);
      lastWritten = lastWritten.then(writeAll);
      return lastWritten;
    },
  };
}

/** The last line may be half written: its writer was killed before it answered anybody. */
export function readLedger(path: string): readonly LedgerEntry[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split("\n").slice(0, -1);
  return lines.map((line) => LedgerEntry.parse(JSON.parse(line)));
}
