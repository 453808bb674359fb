import { Editor, loader, type OnMount } from "@monaco-editor/react";
import * as monaco from "monaco-editor/editor";
import "monaco-editor/features/register.all";
import "monaco-editor/languages/definitions/xml/register";
// oxlint-disable-next-line import/default -- Vite makes the export
import EditorWorker from "monaco-editor/editor/editor.worker?worker";
import { codeTheme, defineCodeThemes } from "../frame/code-theme.ts";
import { useIsDark } from "../frame/use-is-dark.ts";

export interface MjmlEditorProps {
  readonly source: string;
  readonly onChange: (source: string) => void;
}

// Bundled, with no CDN: without this the loader asks jsdelivr for the editor.
self.MonacoEnvironment ??= { getWorker: () => new EditorWorker() };
loader.config({ monaco });
defineCodeThemes(monaco.editor);

/** The code of an e-mail. What it may hold is checked as one types, by the server that compiles it. */
export function MjmlEditor({ source, onChange }: MjmlEditorProps) {
  const isDark = useIsDark();
  const onMount: OnMount = (editor) => {
    // Monaco keeps Tab for itself; Esc gives it back, so that nobody is caught inside.
    editor.addCommand(monaco.KeyCode.Escape, () => {
      editor.trigger("keyboard", "editor.action.toggleTabFocusMode", undefined);
    });
  };
  return (
    <section aria-label="MJML" className="flex flex-col gap-1.5">
      <p className="text-sm text-ink-2">
        Links lead to the page to pay or to choose; images are uploaded. Esc, then Tab, leaves the
        editor.
      </p>
      <div className="h-112 overflow-hidden rounded-card border border-line">
        <Editor
          language="xml"
          path="template.mjml"
          value={source}
          theme={codeTheme(isDark)}
          onMount={onMount}
          loading={<p className="p-6 text-ink-3">The code editor is loading.</p>}
          onChange={(value) => {
            if (value !== undefined && value !== source) onChange(value);
          }}
          options={{
            ariaLabel: "The e-mail as MJML",
            minimap: { enabled: false },
            fontSize: 13,
            scrollBeyondLastLine: false,
            automaticLayout: true,
            tabSize: 2,
            wordWrap: "on",
          }}
        />
      </div>
    </section>
  );
}
