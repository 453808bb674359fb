import type { Field } from "@fairflow/criteria";
import type { CompiledFlow } from "@fairflow/interpreter";

/** A published version as the engine runs it, compiled with the segments as they are now. */
export interface LoadedVersion {
  readonly id: string;
  readonly flowId: string;
  readonly flow: CompiledFlow;
  /** Template id to the version that this one sends. */
  readonly templateVersions: Readonly<Record<string, number>>;
  /** The fields that it asks about. */
  readonly fields: ReadonlySet<string>;
  /** The installation's own fields. */
  readonly custom: readonly Field[];
  /**
   * Where runs stood, by node, when they came to a message in one go: null before the first. It grows as that shows, and
   * only forecasts for which debtors the gate will be asked.
   */
  readonly asksFrom: Set<string | null>;
}

/** The versions that a batch needs, by id. */
export type LoadedVersions = ReadonlyMap<string, LoadedVersion>;
