import { endpoints } from "@fairflow/contract";
import { Badge, Button, Menu, type MenuItem } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { ask } from "../../server/ask.ts";
import { useUser } from "../../session/use-session.ts";
import { HandDialog } from "./hand-dialog.tsx";
import { OPERATIONS, type OperationKind } from "./operation.ts";
import { OperationDialog } from "./operation-dialog.tsx";
import type { VersionState } from "./version-state.ts";

export interface FlowOperationsProps {
  readonly flowId: string;
  readonly versions: readonly VersionState[];
}

type Asked = OperationKind | "enter" | "leave";

/** What can be done to a flow as it runs; who may not do something is told who may. */
export function FlowOperations({ flowId, versions }: FlowOperationsProps) {
  const { role } = useUser();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Asked>();
  const { data: halts } = useQuery(ask(endpoints.flowHalts, { params: { id: flowId } }));
  const has = (state: VersionState["state"]) => versions.some((each) => each.state === state);
  const isOpen = has("live") || has("trial") || has("scheduled");
  const [isPaused, areStopped] = [halts?.paused != null, halts?.entriesStopped != null];
  const kinds: readonly OperationKind[] = [
    isPaused ? "resume" : "pause",
    areStopped ? "open-entries" : "stop-entries",
    ...(has("trial") ? (["trial-all", "trial-none"] as const) : []),
    ...(has("scheduled") ? (["cancel-scheduled"] as const) : []),
    ...(isOpen ? (["retire"] as const) : []),
  ];
  const handReason =
    role === "admin" || role === "specialist" ? undefined : "Admins and specialists do this";
  const items: readonly MenuItem[] = [
    ...kinds.map((kind) => {
      const { label, roles, isDanger } = OPERATIONS[kind];
      return {
        label,
        isDanger: isDanger ?? false,
        onSelect: () => setAsked(kind),
        disabledReason: roles.includes(role)
          ? undefined
          : `${roles.map(roleName).join(" and ")} do this`,
      };
    }),
    {
      label: "Add people by hand",
      startsGroup: true,
      onSelect: () => setAsked("enter"),
      disabledReason: handReason ?? (has("live") ? undefined : "No version is live"),
    },
    {
      label: "Take people out by hand",
      onSelect: () => setAsked("leave"),
      disabledReason: handReason,
    },
    {
      label: "Move people to another version",
      startsGroup: true,
      onSelect: () =>
        void navigate({ to: "/flows/$id/moving", params: { id: flowId }, search: {} }),
      disabledReason:
        versions.filter(({ state }) => state !== "scheduled").length < 2
          ? "There is only one version"
          : undefined,
    },
  ];
  return (
    <div className="flex items-center gap-2">
      {isPaused && <Badge tone="hold">{`Paused: ${halts?.paused?.reason}`}</Badge>}
      {areStopped && (
        <Badge tone="hold">{`Entries stopped: ${halts?.entriesStopped?.reason}`}</Badge>
      )}
      <Menu
        trigger={
          <Button>
            This flow
            <ChevronDown aria-hidden className="size-4" />
          </Button>
        }
        items={items}
      />
      {asked === "enter" || asked === "leave" ? (
        <HandDialog flowId={flowId} way={asked} onClose={() => setAsked(undefined)} />
      ) : (
        asked !== undefined && (
          <OperationDialog flowId={flowId} kind={asked} onClose={() => setAsked(undefined)} />
        )
      )}
    </div>
  );
}

function roleName(role: string): string {
  return `${role.slice(0, 1).toUpperCase()}${role.slice(1)}s`;
}
