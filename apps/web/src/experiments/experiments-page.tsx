import { experimentEndpoints } from "@fairflow/contract";
import { EmptyState, SelectField } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { FlaskConical } from "lucide-react";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { Page } from "../frame/page.tsx";
import { ask } from "../server/ask.ts";
import { ExperimentView } from "./experiment-view.tsx";

/** What the shares of splits bring. */
export function ExperimentsPage() {
  const { flow, node, arm, figure } = useSearch({ from: "/frame/experiments" });
  const navigate = useNavigate();
  const experiments = useQuery(ask(experimentEndpoints.experiments, {}));
  const shown =
    experiments.data?.find((each) => each.flowId === flow && each.nodeId === node) ??
    experiments.data?.[0];
  return (
    <Page
      title="Experiments"
      subtitle="What each share of a split brings. The intervals hold however often you look, and no winner is named before they say so."
      actions={
        shown !== undefined && (
          <SelectField
            label="Experiment"
            className="w-72"
            value={`${shown.flowId} ${shown.nodeId}`}
            options={(experiments.data ?? []).map((each) => ({
              value: `${each.flowId} ${each.nodeId}`,
              label: `${each.flowName}: ${each.name}`,
            }))}
            onChange={(value) => {
              const [flowId, nodeId] = value.split(" ");
              void navigate({ to: "/experiments", search: { flow: flowId, node: nodeId } });
            }}
          />
        )
      }
    >
      <NotLoaded query={experiments} what="The experiments could not be loaded" className="h-64" />
      {experiments.data?.length === 0 && (
        <EmptyState icon={<FlaskConical />} title="No experiment yet">
          Put a split into a flow, mark one of its shares as the hold-out if you want to see what
          happens by itself, and publish it. Whoever comes by is drawn for one share, for good.
        </EmptyState>
      )}
      {shown !== undefined && (
        <ExperimentView
          flowId={shown.flowId}
          nodeId={shown.nodeId}
          opened={arm === undefined || figure === undefined ? undefined : { arm, figure }}
          onOpen={(opened) =>
            void navigate({
              to: "/experiments",
              search: { flow: shown.flowId, node: shown.nodeId, ...opened },
              replace: true,
            })
          }
        />
      )}
    </Page>
  );
}
