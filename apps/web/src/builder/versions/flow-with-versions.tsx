import { endpoints, type DraftState } from "@fairflow/contract";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { LoadFailed } from "../../frame/load-failed.tsx";
import { PageSkeleton } from "../../frame/page-skeleton.tsx";
import { ask } from "../../server/ask.ts";
import { call } from "../../server/call.ts";
import type { VersionState } from "./version-state.ts";

export interface FlowWithVersionsProps {
  readonly id: string;
  /** How often to ask how many people are in each version; without it once. */
  readonly everyMs?: number;
  readonly children: (draft: DraftState, versions: readonly VersionState[]) => ReactNode;
}

/** Loads a flow as it is saved now, with every version of it: the builder's own copy never changes under its user's hands. */
export function FlowWithVersions({ id, everyMs, children }: FlowWithVersionsProps) {
  const read = ask(endpoints.flow, { params: { id } });
  const flow = useQuery({
    queryKey: [...read.queryKey, "as saved"],
    queryFn: ({ signal }) => call(endpoints.flow, { params: { id } }, signal),
    staleTime: 0,
    gcTime: 0,
  });
  const versions = useQuery({
    ...ask(endpoints.versions, { params: { id } }),
    refetchInterval: everyMs ?? false,
  });
  const failure = flow.error ?? versions.error;
  if (failure !== null) {
    return (
      <div className="p-6">
        <LoadFailed
          what="The versions could not be loaded"
          error={failure}
          onRetry={() => {
            void flow.refetch();
            void versions.refetch();
          }}
        />
      </div>
    );
  }
  if (flow.data === undefined || versions.data === undefined) return <PageSkeleton />;
  return children(flow.data, versions.data);
}
