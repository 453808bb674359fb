import {
  BATCH_SLICE,
  testRunEndpoints,
  type BatchCounts,
  type BatchPerson,
} from "@fairflow/contract";
import { useEffect, useRef, useState } from "react";
import { call } from "../../server/call.ts";
import { addCounts, NO_COUNTS, type RuleNames } from "./batch-counts.ts";
import type { TestedFlow } from "./use-test-run.ts";

export interface BatchAsked {
  readonly who: "admitted" | "anyone";
  readonly limit: number;
  readonly forDays: number;
}

export interface BatchRun {
  readonly status: "drawing" | "running" | "done" | "cancelled" | "failed";
  readonly counts: BatchCounts;
  readonly rules: RuleNames;
  /** Who was taken through until now. */
  readonly people: readonly BatchPerson[];
  readonly taken: number;
  readonly of: number;
  readonly error: unknown;
}

/** Takes many accounts through, a slice at a time, so that it can be watched and cancelled. */
export function useBatchRun(of: TestedFlow) {
  const [run, setRun] = useState<BatchRun>();
  const running = useRef<AbortController>(undefined);
  // Outside React: the requests, which end with the screen.
  useEffect(() => () => running.current?.abort(), []);

  const begin = async ({ who, limit, forDays }: BatchAsked) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    const params = { id: of.flowId };
    const { tested } = of;
    let state: BatchRun = {
      status: "drawing",
      counts: NO_COUNTS,
      rules: {},
      people: [],
      taken: 0,
      of: 0,
      error: undefined,
    };
    const show = (change: Partial<BatchRun>) => {
      state = { ...state, ...change };
      if (running.current === controller) setRun(state);
    };
    show({});
    try {
      await of.flush();
      const drawn = await call(
        testRunEndpoints.batchSample,
        { params, body: { tested, who, limit } },
        signal,
      );
      const { accounts, revision } = drawn;
      show({ status: "running", of: accounts.length });
      for (let at = 0; at < accounts.length; at += BATCH_SLICE) {
        const slice = accounts.slice(at, at + BATCH_SLICE);
        const { counts, rules, people } = await call(
          testRunEndpoints.batchSlice,
          { params, body: { tested, revision, accounts: slice, forDays } },
          signal,
        );
        show({
          counts: addCounts(state.counts, counts),
          rules: { ...state.rules, ...rules },
          people: [...state.people, ...people],
          taken: state.taken + slice.length,
        });
      }
      show({ status: "done" });
    } catch (error) {
      show(signal.aborted ? { status: "cancelled" } : { status: "failed", error });
    }
  };

  return { run, begin, cancel: () => running.current?.abort() };
}
