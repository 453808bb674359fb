import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { canonicalJson } from "@fairflow/flow";
import { z } from "zod";
import type { ChainHead } from "./seal-audit.ts";

const Hex = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * How far the chain had come at a moment, signed by a key that the database never sees. Checkpoints stand one a line in a
 * file elsewhere; each names the digest of the line before it, so that a line that is missing shows.
 */
export const Checkpoint = z.strictObject({
  schema: z.literal("fairflow.audit-checkpoint/1"),
  /** `restored`: a backup took the place of what stood before; earlier lines say nothing of this database. */
  kind: z.enum(["reached", "restored"]),
  at: z.iso.datetime(),
  sequence: z.int().min(0),
  hash: Hex,
  previous: Hex.nullable(),
  keyId: z.string(),
  mac: Hex,
});
export type Checkpoint = z.infer<typeof Checkpoint>;

export interface CheckpointKey {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** @param lastLine the last line of the file so far; undefined where it has none */
export function checkpointLine(
  key: CheckpointKey,
  of: {
    readonly kind: Checkpoint["kind"];
    readonly head: ChainHead;
    readonly at: Date;
    readonly lastLine: string | undefined;
  },
): string {
  const told: Omit<Checkpoint, "mac"> = {
    schema: "fairflow.audit-checkpoint/1",
    kind: of.kind,
    at: of.at.toISOString(),
    sequence: of.head.sequence,
    hash: Buffer.from(of.head.hash).toString("hex"),
    previous: of.lastLine === undefined ? null : digestOf(of.lastLine),
    keyId: key.id,
  };
  return canonicalJson({ ...told, mac: macOf(key, told) });
}

export interface ReadCheckpoints {
  /** Those that speak of this database and are signed, oldest first. */
  readonly trusted: readonly Checkpoint[];
  readonly lines: number;
  /** What is wrong with the file, line by line. */
  readonly faults: readonly string[];
}

/**
 * Reads a file of checkpoints. A line whose key is no longer there is trusted where a later signed line names its digest.
 */
export function readCheckpoints(text: string, keys: readonly CheckpointKey[]): ReadCheckpoints {
  const lines = text.split("\n").filter((line) => line !== "");
  const faults: string[] = [];
  const read = lines.map((line, index) => {
    const parsed = Checkpoint.safeParse(jsonOf(line));
    if (!parsed.success) {
      faults.push(`line ${index + 1} of the checkpoints cannot be read`);
      return undefined;
    }
    return parsed.data;
  });
  const trusted: Checkpoint[] = [];
  // From the end: a signed line vouches for the one that it names.
  let vouched: string | null | undefined;
  for (const [index, checkpoint] of [...read.entries()].toReversed()) {
    const line = lines[index] ?? "";
    const isNamed = vouched === undefined ? undefined : vouched === digestOf(line);
    vouched = checkpoint?.previous;
    if (isNamed === false) {
      faults.push(
        `line ${index + 1} of the checkpoints is not the one that line ${index + 2} followed`,
      );
    }
    if (checkpoint === undefined) continue;
    const key = keys.find(({ id }) => id === checkpoint.keyId);
    const isSigned = key === undefined ? isNamed === true : isMacOf(key, checkpoint);
    if (!isSigned) {
      faults.push(
        `line ${index + 1} of the checkpoints is not signed by a key of this installation`,
      );
      continue;
    }
    trusted.unshift(checkpoint);
  }
  if (typeof vouched === "string")
    faults.push("lines before line 1 of the checkpoints are missing");
  const restored = trusted.findLastIndex(({ kind }) => kind === "restored");
  return { trusted: trusted.slice(Math.max(0, restored)), lines: lines.length, faults };
}

function digestOf(line: string): string {
  return createHash("sha256").update(line).digest("hex");
}

function macOf(key: CheckpointKey, told: Omit<Checkpoint, "mac">): string {
  return createHmac("sha256", key.bytes).update(canonicalJson(told)).digest("hex");
}

function isMacOf(key: CheckpointKey, { mac, ...told }: Checkpoint): boolean {
  return timingSafeEqual(Buffer.from(mac, "hex"), Buffer.from(macOf(key, told), "hex"));
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
