import { experimentEndpoints } from "@fairflow/contract";
import type { AppDeps } from "../app-deps.ts";
import { experimentPeople } from "../experiments/experiment-people.ts";
import { listExperiments, showExperiment } from "../experiments/experiment-views.ts";
import { handle } from "../http/handle.ts";

/** What the shares of splits bring. */
export function experimentHandlers(deps: AppDeps) {
  const { database } = deps;
  return {
    experiments: handle(experimentEndpoints.experiments, () => listExperiments(database)),
    experiment: handle(experimentEndpoints.experiment, ({ input: { params } }) =>
      showExperiment(database, { flowId: params.id, nodeId: params.node }),
    ),
    experimentPeople: handle(
      experimentEndpoints.experimentPeople,
      ({ input: { params, query }, user }) =>
        experimentPeople(deps, {
          flowId: params.id,
          nodeId: params.node,
          ...query,
          role: user.role,
        }),
    ),
  };
}
