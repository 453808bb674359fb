import type { Transaction } from "@fairflow/db";
import { MoveMap } from "@fairflow/interpreter";
import type { VersionCache } from "../load-versions.ts";
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
  of: { readonly fromVersion: string; readonly toVersion: string; readonly map: unknown },
): Promise<MoveSubject> {
  const loaded = await versions.load(sql, [of.fromVersion, of.toVersion]);
  const [from, to] = [loaded.get(of.fromVersion), loaded.get(of.toVersion)];
  if (from === undefined || to === undefined) {
    const missing = from === undefined ? of.fromVersion : of.toVersion;
    throw new UnrunnableMoveError(`Version ${missing} cannot be run`);
  }
  return { from, to, map: MoveMap.parse(of.map) };
}
