import type { FlowNode } from "@fairflow/flow";
import { nodeConfigSchema } from "@fairflow/nodes";
import { useMemo, useState } from "react";
import { useBuilder, useDocument } from "../builder-context.ts";
import { useConfigure } from "../panels/use-configure.ts";
import { definitionOf, type StepView } from "../step-view.ts";
import { CodeEditor } from "./code-editor.tsx";
import { readSettings } from "./step-settings-text.ts";

export interface StepJsonProps {
  readonly node: FlowNode;
  readonly view: StepView;
}

/** The settings of one step as text, checked against the schema of its type. What a flow can hold is taken over as one types. */
export function StepJson({ node, view }: StepJsonProps) {
  const { catalog, document } = useBuilder();
  const readOnly = useDocument((state) => state.readOnly);
  const configure = useConfigure(node, view);
  const [typed, setTyped] = useState<{ readonly text: string; readonly config: unknown }>();
  const [problem, setProblem] = useState<string>();
  const schema = useMemo(() => {
    const definition = definitionOf(catalog, node.type);
    return definition === undefined ? {} : nodeConfigSchema(definition);
  }, [catalog, node.type]);
  // The text stays as it was typed until the settings change from elsewhere, as by undo or in the form.
  const isOwn = typed !== undefined && JSON.stringify(typed.config) === JSON.stringify(node.config);
  const text = isOwn ? typed.text : JSON.stringify(node.config, null, 2);

  const take = (next: string) => {
    const read = readSettings(next, document.getState().flow, node.id);
    setProblem(read.ok ? undefined : read.problem);
    setTyped({ text: next, config: read.ok ? read.config : node.config });
    if (read.ok) configure(read.config, "json");
  };

  return (
    <div className="flex h-full min-h-80 flex-col">
      <p role="status" className="px-4 py-2 text-sm text-ink-2">
        {problem === undefined || !isOwn
          ? "For what the form cannot do. Changes are taken over as you type; Esc, then Tab, leaves the editor."
          : `Not taken over yet: ${problem}`}
      </p>
      <div className="min-h-0 flex-1 border-t border-line">
        <CodeEditor
          label={`The settings of “${view.title}” as JSON`}
          path={`${node.id}.json`}
          text={text}
          schema={schema}
          readOnly={readOnly}
          onChange={take}
        />
      </div>
    </div>
  );
}
