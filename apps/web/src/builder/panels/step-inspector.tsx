import type { NodeId } from "@fairflow/flow";
import { Tabs } from "@fairflow/ui";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useBuilder, useDocument, useIssues, useStepView, useUi } from "../builder-context.ts";
import { editorOf } from "../editor-of.ts";
import { focusProblem } from "./focus-problem.ts";
import { SetupForm } from "./setup-form.tsx";
import { StepHeader } from "./step-header.tsx";
import { WaysOut } from "./ways-out.tsx";

const HelpText = lazy(async () => {
  const { HelpText: component } = await import("./help-text.tsx");
  return { default: component };
});

const StepJson = lazy(async () => {
  const { StepJson: component } = await import("../json/step-json.tsx");
  return { default: component };
});

export interface StepInspectorProps {
  readonly id: NodeId;
}

/** One step: its settings, where it leads, the same settings as text, and help. */
export function StepInspector({ id }: StepInspectorProps) {
  const [tab, setTab] = useState("setup");
  const { ui } = useBuilder();
  const inspector = useRef<HTMLDivElement>(null);
  const attention = useUi((state) => (state.attention?.node === id ? state.attention : undefined));
  const wanted = attention?.exit === undefined ? "setup" : "ways";
  if (attention !== undefined && tab !== wanted) setTab(wanted);
  // Outside React: the focus of the page, which goes to the field that a problem concerns.
  useEffect(() => {
    if (attention === undefined) return;
    // The next frame has the tab's fields.
    const frame = requestAnimationFrame(() => {
      if (inspector.current !== null) focusProblem(inspector.current, attention);
      ui.getState().show({ attention: undefined });
    });
    return () => cancelAnimationFrame(frame);
  }, [attention, ui]);
  const node = useDocument(({ flow }) => flow.nodes.find((each) => each.id === id));
  const view = useStepView(id);
  const open = useIssues(
    ({ issues }) => issues.filter((each) => each.node === id && each.exit !== undefined).length,
  );
  if (node === undefined || view === undefined) return null;
  return (
    <div ref={inspector} className="flex min-h-0 flex-1 flex-col">
      <StepHeader node={node} view={view} />
      <Tabs
        label="Parts of the step"
        selected={tab}
        onSelect={setTab}
        tabs={[
          { id: "setup", label: "Setup", content: <SetupForm node={node} view={view} /> },
          {
            id: "ways",
            label: open === 0 ? "Where it leads" : `Where it leads (${open})`,
            content: <WaysOut view={view} />,
          },
          {
            id: "advanced",
            label: "Advanced",
            content: (
              <Suspense
                fallback={<p className="p-4 text-base text-ink-3">The JSON editor is loading.</p>}
              >
                <StepJson node={node} view={view} />
              </Suspense>
            ),
          },
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
    </div>
  );
}
