import { Editor, loader, type OnMount } from "@monaco-editor/react";
import * as monaco from "monaco-editor/editor";
import "monaco-editor/features/register.all";
import "monaco-editor/languages/features/json/register";
// oxlint-disable-next-line import/default -- Vite makes the export
import EditorWorker from "monaco-editor/editor/editor.worker?worker";
import * as json from "monaco-editor/languages/features/json/register";
// oxlint-disable-next-line import/default -- Vite makes the export
import JsonWorker from "monaco-editor/languages/features/json/json.worker?worker";
import { codeTheme, defineCodeThemes } from "../../frame/code-theme.ts";
import { useIsDark } from "../../frame/use-is-dark.ts";

// Bundled, with no CDN: without this the loader asks jsdelivr for the editor.
self.MonacoEnvironment = {
  getWorker: (_id: string, label: string) =>
    label === "json" ? new JsonWorker() : new EditorWorker(),
};
loader.config({ monaco });
defineCodeThemes(monaco.editor);

export interface CodeEditorProps {
  readonly label: string;
  /** What the text is called among those that are open; its schema is found by it. */
  readonly path: string;
  readonly text: string;
  /** JSON Schema that the text is checked against while one types. */
  readonly schema: object;
  readonly readOnly: boolean;
  readonly onChange: (text: string) => void;
}

export function CodeEditor({ label, path, text, schema, readOnly, onChange }: CodeEditorProps) {
  const isDark = useIsDark();
  const onMount: OnMount = (editor) => {
    // The editors of a flow and of a step can be open at once: each keeps its own schema.
    const uri = `fairflow:${path}`;
    const { schemas = [] } = json.jsonDefaults.diagnosticsOptions;
    json.jsonDefaults.setDiagnosticsOptions({
      validate: true,
      schemas: [...schemas.filter((each) => each.uri !== uri), { uri, fileMatch: [path], schema }],
    });
    // Monaco keeps Tab for itself; Esc gives it back, so that nobody is caught inside.
    editor.addCommand(monaco.KeyCode.Escape, () => {
      editor.trigger("keyboard", "editor.action.toggleTabFocusMode", undefined);
    });
  };
  return (
    <Editor
      language="json"
      path={path}
      value={text}
      theme={codeTheme(isDark)}
      onMount={onMount}
      loading={<p className="p-6 text-ink-3">The JSON editor is loading.</p>}
      onChange={(value) => {
        if (value !== undefined && value !== text) onChange(value);
      }}
      options={{
        readOnly,
        ariaLabel: label,
        minimap: { enabled: false },
        fontSize: 13,
        scrollBeyondLastLine: false,
        automaticLayout: true,
        tabSize: 2,
      }}
    />
  );
}
