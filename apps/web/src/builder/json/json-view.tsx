import { parseFlowText, type DocumentProblem } from "@fairflow/flow";
import { catalog, flowDocumentSchema } from "@fairflow/nodes";
import { useState } from "react";
import { useBuilder, useDocument } from "../builder-context.ts";
import { CodeEditor } from "./code-editor.tsx";

const SCHEMA = flowDocumentSchema(catalog);

/** The same document as text. What can be read is taken over as one typed edit; what cannot is said and not taken. */
export function JsonView() {
  const { document } = useBuilder();
  const flow = useDocument((state) => state.flow);
  const readOnly = useDocument((state) => state.readOnly);
  const [typed, setTyped] = useState<{ readonly text: string; readonly flow: typeof flow }>();
  const [problems, setProblems] = useState<readonly DocumentProblem[]>([]);
  // The text stays as it was typed until the document changes from elsewhere, as by undo.
  const text = typed?.flow === flow ? typed.text : JSON.stringify(flow, null, 2);

  const take = (next: string) => {
    const parsed = parseFlowText(next);
    setProblems(parsed.ok ? [] : parsed.problems);
    if (!parsed.ok) {
      setTyped({ text: next, flow });
      return;
    }
    setTyped({ text: next, flow: parsed.flow });
    document.getState().apply({ label: "Edit the JSON", key: "json", flow: parsed.flow });
  };

  return (
    <div className="flex min-w-0 flex-1 flex-col max-lg:h-[60dvh] max-lg:min-h-72 max-lg:flex-none">
      <p className="border-b border-line bg-surface px-4 py-2 text-sm text-ink-2">
        {problems[0] === undefined
          ? "Changes are taken over as you type. Esc, then Tab, leaves the editor."
          : `Not taken over yet: ${problems[0].path === "" ? "" : `${problems[0].path}: `}${problems[0].message}`}
      </p>
      <div className="min-h-0 flex-1">
        <CodeEditor
          label="The flow as JSON"
          path="flow.json"
          text={text}
          schema={SCHEMA}
          readOnly={readOnly}
          onChange={take}
        />
      </div>
    </div>
  );
}
