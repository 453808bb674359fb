import { experimentEndpoints, type ArmFigure } from "@fairflow/contract";
import { Callout, Skeleton } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { LoadFailed } from "../frame/load-failed.tsx";
import { ask } from "../server/ask.ts";
import { formatDate } from "../server/format.ts";
import { ArmPeople } from "./arm-people.tsx";
import { ArmTable } from "./arm-table.tsx";
import { DifferenceTable } from "./difference-table.tsx";
import { HistoryChart } from "./history-chart.tsx";
import { sayVerdict } from "./experiment-words.ts";

export interface ExperimentViewProps {
  readonly flowId: string;
  readonly nodeId: string;
  /** The share and the figure whose people are shown. */
  readonly opened: OpenedArm | undefined;
  readonly onOpen: (opened: OpenedArm | undefined) => void;
}

interface OpenedArm {
  readonly arm: string;
  readonly figure: ArmFigure;
}

/** One experiment: what may be said of it, its arms, how they differ, and how that came about. */
export function ExperimentView({ flowId, nodeId, opened, onOpen }: ExperimentViewProps) {
  const found = useQuery(
    ask(experimentEndpoints.experiment, { params: { id: flowId, node: nodeId } }),
  );
  if (found.isPending) return <Skeleton className="h-64" />;
  if (found.isError) {
    return (
      <LoadFailed
        what="The experiment could not be loaded"
        error={found.error}
        onRetry={() => void found.refetch()}
      />
    );
  }
  const { data } = found;
  const { tone, title, text } = sayVerdict(data);
  return (
    <>
      <Callout tone={tone} title={title}>
        {text}
      </Callout>
      <ArmTable experiment={data} onOpen={(arm, figure) => onOpen({ arm, figure })} />
      <p className="-mt-2 max-w-4xl text-sm text-ink-2">
        {`People are drawn since ${formatDate(data.firstOn)}. Money counts by value date within ${data.windowDays} days from the day of the draw, less what bounced; somebody counts once these days are over, so that early and late people compare. The days are the flow's attribution window. All accounts of a person are in one share, for good.`}{" "}
        <Link
          to="/flows/$id"
          params={{ id: flowId }}
          search={{ mode: "live" }}
          className="underline decoration-line-strong underline-offset-2 hover:text-accent"
        >
          Open the live flow
        </Link>
      </p>
      <DifferenceTable experiment={data} />
      {data.history.length > 1 && <HistoryChart experiment={data} />}
      {opened !== undefined && (
        <ArmPeople experiment={data} {...opened} onClose={() => onOpen(undefined)} />
      )}
    </>
  );
}
