import type { NodeId } from "@fairflow/flow";
import { Tabs } from "@fairflow/ui";
import { lazy, Suspense, useState } from "react";
import { useDocument, useStepView } from "../builder-context.ts";
import { editorOf } from "../editor-of.ts";
import { SetupForm } from "./setup-form.tsx";
import { StepHeader } from "./step-header.tsx";
import { WaysOut } from "./ways-out.tsx";

const HelpText = lazy(async () => {
  const { HelpText: component } = await import("./help-text.tsx");
  return { default: component };
});

export interface StepInspectorProps {
  readonly id: NodeId;
}

/** One step: its settings, where it leads, and help. */
export function StepInspector({ id }: StepInspectorProps) {
  const [tab, setTab] = useState("setup");
  const node = useDocument(({ flow }) => flow.nodes.find((each) => each.id === id));
  const view = useStepView(id);
  if (node === undefined || view === undefined) return null;
  return (
    <>
      <StepHeader node={node} view={view} />
      <Tabs
        label="Parts of the step"
        selected={tab}
        onSelect={setTab}
        tabs={[
          { id: "setup", label: "Setup", content: <SetupForm node={node} view={view} /> },
          { id: "ways", label: "Where it leads", content: <WaysOut view={view} /> },
          {
            id: "help",
            label: "Help",
            content: (
              <Suspense fallback={null}>
                <HelpText
                  text={editorOf(node.type)?.help ?? "There is no help for this kind of step."}
                />
              </Suspense>
            ),
          },
        ]}
      />
    </>
  );
}
