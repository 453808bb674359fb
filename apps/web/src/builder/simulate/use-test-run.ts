import { testRunEndpoints, type Tested } from "@fairflow/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { call } from "../../server/call.ts";
import type { TestSetup } from "./test-setup.ts";

export interface TestedFlow {
  readonly flowId: string;
  readonly tested: Tested;
  /** Saves what is not saved yet: the server tries what it has. */
  readonly flush: () => Promise<void>;
  /** Another one is another flow to try. */
  readonly edition: unknown;
}

/** The way of one person through a flow; the one before stays on the screen until the next is there. */
export function useTestRun(of: TestedFlow, setup: TestSetup) {
  const { whoName: _, answers, ...rest } = setup;
  const body = { ...rest, answers: [...answers], tested: of.tested };
  return useQuery({
    queryKey: [testRunEndpoints.testRun.path, of.flowId, of.edition, body],
    queryFn: async ({ signal }) => {
      await of.flush();
      return call(testRunEndpoints.testRun, { params: { id: of.flowId }, body }, signal);
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });
}
