import { endpoints, type SubmissionState } from "@fairflow/contract";
import { useQuery } from "@tanstack/react-query";
import { ask } from "../../server/ask.ts";

/** How often it is asked whether somebody has decided meanwhile, in ms. */
const AGAIN_MS = 10_000;

export interface DraftSubmission {
  /** The one that waits, or is approved and not published yet. */
  readonly open: SubmissionState | undefined;
  /** The last one, where it was sent back. */
  readonly sentBack: SubmissionState | undefined;
}

/** What became of the drafts of a flow that were put forward; undefined until it is known. */
export function useSubmission(flowId: string): DraftSubmission | undefined {
  const { data } = useQuery({
    ...ask(endpoints.submissions, { params: { id: flowId } }),
    refetchInterval: AGAIN_MS,
  });
  if (data === undefined) return undefined;
  const [last] = data;
  return {
    open: data.find(({ status }) => status === "submitted" || status === "approved"),
    sentBack: last?.status === "changes_requested" ? last : undefined,
  };
}
