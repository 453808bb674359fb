import type { Transaction } from "@fairflow/db";
import { MoveMap } from "@fairflow/interpreter";
import type { UnpublishedVersion, VersionCache } from "../load-versions.ts";
import type { LoadedVersion } from "../loaded-version.ts";

/** Two versions of a flow and what becomes of those at each node of the first. */
export interface MoveSubject {
  readonly from: LoadedVersion;
  readonly to: LoadedVersion;
  readonly map: MoveMap;
}

/** A version that people are in, or are to go to, does not compile any more. */
export class UnrunnableMoveError extends Error {
  override readonly name = "UnrunnableMoveError";
}

/** @throws UnrunnableMoveError */
export async function loadSubject(
  versions: VersionCache,
  { sql }: Pick<Transaction, "sql">,
  of: {
    readonly fromVersion: string;
    /** A version, or what may become one. */
    readonly toVersion: string | UnpublishedVersion;
    readonly map: unknown;
  },
): Promise<MoveSubject> {
  const { fromVersion, toVersion } = of;
  const isPublished = typeof toVersion === "string";
  const loaded = await versions.load(sql, isPublished ? [fromVersion, toVersion] : [fromVersion]);
  const from = loaded.get(fromVersion);
  const to = isPublished ? loaded.get(toVersion) : await versions.loadUnpublished(sql, toVersion);
  if (from === undefined || to === undefined) {
    const missing = from === undefined ? fromVersion : isPublished ? toVersion : toVersion.id;
    throw new UnrunnableMoveError(`Version ${missing} cannot be run`);
  }
  return { from, to, map: MoveMap.parse(of.map) };
}
