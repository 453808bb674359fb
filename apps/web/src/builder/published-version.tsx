import { endpoints } from "@fairflow/contract";
import type { Flow } from "@fairflow/flow";
import { useQuery } from "@tanstack/react-query";
import { Fragment, type ReactNode } from "react";
import { LoadFailed } from "../frame/load-failed.tsx";
import { ask } from "../server/ask.ts";
import { BuilderSkeleton } from "./panels/builder-skeleton.tsx";

export interface PublishedVersionProps {
  readonly flowId: string;
  readonly version: number;
  readonly children: (flow: Flow) => ReactNode;
}

/** Loads a published version, once, since it never changes (I1); what shows one begins anew with another. */
export function PublishedVersion({ flowId, version, children }: PublishedVersionProps) {
  const published = useQuery({
    ...ask(endpoints.version, { params: { id: flowId, version } }),
    staleTime: Infinity,
  });
  if (published.isError) {
    return (
      <div className="p-6">
        <LoadFailed
          what={`Version ${version} could not be opened`}
          error={published.error}
          onRetry={() => void published.refetch()}
        />
      </div>
    );
  }
  if (published.data === undefined) return <BuilderSkeleton />;
  return <Fragment key={version}>{children(published.data.flow)}</Fragment>;
}
