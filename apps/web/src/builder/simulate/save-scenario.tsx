import { testRunEndpoints, type ScenarioState, type TestRunView } from "@fairflow/contract";
import { CheckField, TextField } from "@fairflow/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { FormDialog } from "../../frame/form-dialog.tsx";
import { call } from "../../server/call.ts";
import { useDocument } from "../builder-context.ts";
import { proposedExpectations } from "./proposed-expectations.ts";
import type { Scenario, TestSetup } from "./test-setup.ts";

export interface SaveScenarioProps {
  readonly flowId: string;
  readonly run: TestRunView;
  readonly setup: TestSetup;
  /** The one that is replaced. */
  readonly instead: ScenarioState | undefined;
  readonly onClose: () => void;
}

/** Keeps a run as a test: a name, and which of the things that came of it must come of it again. */
export function SaveScenario({ flowId, run, setup, instead, onClose }: SaveScenarioProps) {
  const flow = useDocument((state) => state.flow);
  const client = useQueryClient();
  const [name, setName] = useState(instead?.scenario.name ?? "");
  const [keeps, setKeeps] = useState<"old" | "new">(instead === undefined ? "new" : "old");
  const proposals = proposedExpectations(run, flow);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(proposals.filter(({ isUsual }) => isUsual).map(({ id }) => id)),
  );
  const { who } = setup;
  const made: Scenario = {
    schema: "fairflow.scenario/1",
    name: name.trim(),
    person: run.person,
    packs: run.packs,
    startsAt: setup.startsAt,
    entry: setup.entry,
    forDays: setup.forDays,
    seed: who.kind === "made-up" ? who.seed : 1,
    answers: [...setup.answers],
    expectations: proposals
      .filter(({ id }) => chosen.has(id))
      .map(({ expectation }) => expectation),
  };
  const scenario: Scenario =
    instead !== undefined && keeps === "old" ? { ...instead.scenario, name: name.trim() } : made;
  const save = useMutation({
    mutationFn: async () => {
      const params = { id: flowId };
      if (instead === undefined) {
        await call(testRunEndpoints.addScenario, { params, body: { scenario } });
        return;
      }
      await call(testRunEndpoints.changeScenario, {
        params: { ...params, scenario: instead.id },
        body: { scenario },
      });
    },
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries({ queryKey: [testRunEndpoints.scenarios.path] });
      toast.success(`“${scenario.name}” is kept`);
    },
  });
  const turn = (id: string, isOn: boolean) =>
    setChosen(new Set(isOn ? [...chosen, id] : [...chosen].filter((other) => other !== id)));
  return (
    <FormDialog
      title={instead === undefined ? "Save as a scenario" : "Change the scenario"}
      description={
        who.kind === "debtor"
          ? "Somebody made up with the same amounts and days takes the debtor's place: no name, number or word of theirs is kept."
          : "The same person, start and answers are tried again whenever the flow changes."
      }
      action="Save"
      missing={
        name.trim() === ""
          ? "Give it a name"
          : scenario.expectations.length === 0
            ? "Say what should come of it"
            : undefined
      }
      saving={save}
      onSave={() => save.mutate()}
      onClose={onClose}
    >
      <TextField
        label="Name"
        hint="What happens and what should come of it, as in: Pays after the first SMS"
        autoFocus
        maxLength={120}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      {instead !== undefined && (
        <CheckField
          label="Put this run in its place"
          hint="Otherwise only its name changes."
          checked={keeps === "new"}
          onChange={(isNew) => setKeeps(isNew ? "new" : "old")}
        />
      )}
      {keeps === "new" && (
        <fieldset className="flex flex-col gap-2.5">
          <legend className="pb-1.5 text-sm font-medium text-ink-2">What should come of it</legend>
          {proposals.map(({ id, words }) => (
            <CheckField
              key={id}
              label={words}
              checked={chosen.has(id)}
              onChange={(isOn) => turn(id, isOn)}
            />
          ))}
        </fieldset>
      )}
    </FormDialog>
  );
}
