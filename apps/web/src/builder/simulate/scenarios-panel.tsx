import { testRunEndpoints, type ScenarioState, type TestRunView } from "@fairflow/contract";
import { Button, EmptyState, Menu } from "@fairflow/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { FlaskConical, MoreHorizontal } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { NotLoaded } from "../../frame/not-loaded.tsx";
import { WhyFailed } from "../../frame/why-failed.tsx";
import { ask } from "../../server/ask.ts";
import { call } from "../../server/call.ts";
import { messageOf } from "../../server/request-failed.ts";
import { OutcomeBadge } from "./outcome-badge.tsx";
import { OutcomeFailures } from "./outcome-failures.tsx";
import { SaveScenario } from "./save-scenario.tsx";
import { setupOf, type TestSetup } from "./test-setup.ts";
import type { TestedFlow } from "./use-test-run.ts";

export interface ScenariosPanelProps {
  readonly of: TestedFlow;
  readonly run: TestRunView | undefined;
  readonly setup: TestSetup;
  readonly onChange: (setup: TestSetup) => void;
  readonly mayEdit: boolean;
}

/** The tests that are kept with the flow, each with what comes of it now; this run can become another. */
export function ScenariosPanel({ of, run, setup, onChange, mayEdit }: ScenariosPanelProps) {
  const client = useQueryClient();
  const [saving, setSaving] = useState<ScenarioState | "new">();
  const params = { id: of.flowId };
  const kept = useQuery(ask(testRunEndpoints.scenarios, { params }));
  const outcomes = useQuery({
    queryKey: [testRunEndpoints.runScenarios.path, of.flowId, of.tested, of.edition, kept.data],
    queryFn: async ({ signal }) => {
      await of.flush();
      return call(testRunEndpoints.runScenarios, { params, body: { tested: of.tested } }, signal);
    },
    enabled: (kept.data?.length ?? 0) > 0,
    retry: false,
    staleTime: Infinity,
  });
  const remove = useMutation({
    mutationFn: (id: string) =>
      call(testRunEndpoints.removeScenario, { params: { ...params, scenario: id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: [testRunEndpoints.scenarios.path] }),
    onError: (error) => toast.error(messageOf(error)),
  });
  const whyNotSave = !mayEdit
    ? "Your role does not change flows"
    : run === undefined
      ? "There is no test run to save"
      : undefined;
  const byId = new Map(outcomes.data?.map((outcome) => [outcome.id, outcome]));
  const failing = outcomes.data?.filter(({ passed }) => !passed).length ?? 0;

  return (
    <div className="flex flex-col gap-3 p-4">
      <p className="text-sm text-ink-2">
        A scenario keeps this test with what should come of it. All of them must pass before the
        flow can be submitted.
      </p>
      <Button kind="primary" disabledReason={whyNotSave} onClick={() => setSaving("new")}>
        Save this run as a scenario
      </Button>
      <NotLoaded query={kept} what="The scenarios could not be loaded" className="h-24" />
      {kept.data?.length === 0 && (
        <EmptyState icon={<FlaskConical />} title="No scenario yet">
          Let somebody made up pay, dispute or stay silent, and keep what should happen then.
        </EmptyState>
      )}
      <WhyFailed error={outcomes.error} />
      {outcomes.data !== undefined && outcomes.data.length > 0 && (
        <p className="text-sm font-medium" role="status">
          {failing === 0
            ? outcomes.data.length === 1
              ? "It passes."
              : `All ${outcomes.data.length} pass.`
            : `${failing} of ${outcomes.data.length} ${failing === 1 ? "does" : "do"} not pass.`}
        </p>
      )}
      <ul className="flex flex-col gap-2" aria-label="Scenarios">
        {kept.data?.map((state) => (
          <li
            key={state.id}
            className="flex flex-col gap-1.5 rounded-card border border-line px-3 py-2"
          >
            <div className="flex items-start gap-2">
              <button
                type="button"
                onClick={() => onChange(setupOf(state.scenario))}
                className="min-w-0 flex-1 text-left text-sm font-medium wrap-anywhere text-accent underline-offset-2 hover:underline"
              >
                {state.scenario.name}
              </button>
              <OutcomeBadge outcome={byId.get(state.id)} isRunning={outcomes.isFetching} />
              {mayEdit && (
                <Menu
                  trigger={
                    <button
                      type="button"
                      aria-label={`More about ${state.scenario.name}`}
                      className="flex size-6 shrink-0 items-center justify-center rounded-control text-ink-2 hover:bg-sunken"
                    >
                      <MoreHorizontal aria-hidden className="size-4" />
                    </button>
                  }
                  items={[
                    { label: "Open it", onSelect: () => onChange(setupOf(state.scenario)) },
                    {
                      label: "Rename, or save this run over it",
                      disabledReason: whyNotSave,
                      onSelect: () => setSaving(state),
                    },
                    {
                      label: "Remove",
                      isDanger: true,
                      startsGroup: true,
                      onSelect: () => remove.mutate(state.id),
                    },
                  ]}
                />
              )}
            </div>
            <OutcomeFailures outcome={byId.get(state.id)} />
          </li>
        ))}
      </ul>
      {saving !== undefined && run !== undefined && (
        <SaveScenario
          flowId={of.flowId}
          run={run}
          setup={setup}
          instead={saving === "new" ? undefined : saving}
          onClose={() => setSaving(undefined)}
        />
      )}
    </div>
  );
}
