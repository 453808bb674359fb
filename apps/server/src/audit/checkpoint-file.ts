import { createHmac } from "node:crypto";
import { mkdir, open, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { MasterKey } from "@fairflow/db";
import {
  checkpointLine,
  readCheckpoints,
  type ChainHead,
  type CheckpointKey,
  type ReadCheckpoints,
} from "@fairflow/engine";

/** Signs checkpoints: derived from the master key, which no database holds. */
export function checkpointKey({ id, bytes }: MasterKey): CheckpointKey {
  return { id, bytes: createHmac("sha256", bytes).update("audit checkpoints").digest() };
}

/** Appends a checkpoint, and returns once it is on the disk. One process at a time. */
export async function appendCheckpoint(
  path: string,
  key: CheckpointKey,
  of: { readonly kind: "reached" | "restored"; readonly head: ChainHead; readonly at: Date },
): Promise<void> {
  const text = (await textOf(path)) ?? "";
  const lastLine = text.split("\n").findLast((line) => line !== "");
  // A line that was broken off stays as it is, and is told of; the next one begins behind it.
  const gap = text === "" || text.endsWith("\n") ? "" : "\n";
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, "a", 0o600);
  try {
    await file.write(`${gap}${checkpointLine(key, { ...of, lastLine })}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** @returns undefined where there is no such file */
export async function checkpointsIn(
  path: string,
  keys: readonly CheckpointKey[],
): Promise<ReadCheckpoints | undefined> {
  const text = await textOf(path);
  return text === undefined ? undefined : readCheckpoints(text, keys);
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
    throw cause;
  }
}
