import { endpoints } from "@fairflow/contract";
import { Button, EmptyState, Skeleton } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Plus, Workflow } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { FlowCheckBanner } from "../compliance/checks/flow-check-banner.tsx";
import { InactivePackBanner } from "../compliance/checks/inactive-pack-banner.tsx";
import { LoadFailed } from "../frame/load-failed.tsx";
import { Page } from "../frame/page.tsx";
import { ask } from "../server/ask.ts";
import { useUser } from "../session/use-session.ts";
import { FourEyesSetting } from "./four-eyes-setting.tsx";
import { FlowsTable } from "./flows-table.tsx";
import type { Example } from "./example-card.tsx";

// Both draw flows, for which they need to know the steps.
const NewFlowDialog = lazy(async () => ({
  default: (await import("./new-flow-dialog.tsx")).NewFlowDialog,
}));
const StarterFlows = lazy(async () => ({
  default: (await import("./starter-flows.tsx")).StarterFlows,
}));

export function FlowsPage() {
  const flows = useQuery({ ...ask(endpoints.flows, {}), refetchInterval: 10_000 });
  const { role } = useUser();
  const [creating, setCreating] = useState<{ readonly startFrom?: Example }>();
  const reason =
    role === "editor" || role === "admin" ? undefined : "Editors and admins make flows";
  const create = (
    <Button
      kind="primary"
      icon={<Plus className="size-4" />}
      disabledReason={reason}
      onClick={() => setCreating({})}
    >
      New flow
    </Button>
  );
  return (
    <Page
      title="Flows"
      subtitle="What happens to an account, drawn as steps."
      actions={(flows.data?.length ?? 0) > 0 ? create : undefined}
    >
      <InactivePackBanner />
      <FlowCheckBanner />
      {flows.isPending && <Skeleton className="h-64" />}
      {flows.isError && (
        <LoadFailed
          what="The flows could not be loaded"
          kept={flows.data === undefined ? undefined : "The list below is the last one that came."}
          error={flows.error}
          onRetry={() => void flows.refetch()}
        />
      )}
      {flows.data?.length === 0 && (
        <>
          <EmptyState icon={<Workflow />} title="No flow yet" actions={create}>
            A flow says who is contacted, when and how, and what happens if they pay, answer or
            dispute. Start from one of these and change it, or draw your own.
          </EmptyState>
          {reason === undefined && (
            <Suspense fallback={<Skeleton className="h-64" />}>
              <StarterFlows onUse={(startFrom) => setCreating({ startFrom })} />
            </Suspense>
          )}
        </>
      )}
      {flows.data !== undefined && flows.data.length > 0 && <FlowsTable flows={flows.data} />}
      {flows.isSuccess && <FourEyesSetting />}
      {creating !== undefined && (
        <Suspense>
          <NewFlowDialog {...creating} onClose={() => setCreating(undefined)} />
        </Suspense>
      )}
    </Page>
  );
}
