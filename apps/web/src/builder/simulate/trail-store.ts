import type { TestMoment } from "@fairflow/contract";
import { createStore, type StoreApi } from "zustand";

/** The way that somebody took through a flow, as the canvas shows it. */
export interface Trail {
  /** At which places of the way a step was come to, from 1. */
  readonly visits: ReadonlyMap<string, readonly number[]>;
  /** Ways out that were taken, as `from exit`. */
  readonly ways: ReadonlySet<string>;
  /** Where the run is. */
  readonly current: string | null;
}

export interface TrailState {
  /** Undefined where no way is shown: then nothing is dimmed. */
  readonly trail: Trail | undefined;
}

export type TrailStore = StoreApi<TrailState>;

export function createTrailStore(): TrailStore {
  return createStore<TrailState>(() => ({ trail: undefined }));
}

/** The way up to a moment, that one included. */
export function trailUntil(moments: readonly TestMoment[], index: number): Trail {
  const visits = new Map<string, number[]>();
  const ways = new Set<string>();
  let place = 0;
  for (const { step, entered, left } of moments.slice(0, index + 1)) {
    if (step === null) continue;
    if (entered) {
      place += 1;
      const known = visits.get(step) ?? [];
      visits.set(step, [...known, place]);
    }
    if (left !== null) ways.add(wayOf(step, left));
  }
  return { visits, ways, current: moments[index]?.step ?? null };
}

export function wayOf(from: string, exit: string): string {
  return `${from} ${exit}`;
}
