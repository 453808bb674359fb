import type { editor } from "monaco-editor/editor";

export type CodeTheme = "fairflow-light" | "fairflow-dark";

/**
 * Monaco's own colours, but for those of XML, JSON and brackets that are too faint on its ground: 4.5 to 1 at least
 * (WCAG 2.2, 1.4.3).
 */
export const CODE_THEMES: Readonly<Record<CodeTheme, editor.IStandaloneThemeData>> = {
  "fairflow-light": {
    base: "vs",
    inherit: true,
    rules: [
      { token: "attribute.name", foreground: "b00000" },
      { token: "metatag.xml", foreground: "666666" },
    ],
    colors: { "editorBracketHighlight.foreground2": "#217321" },
  },
  "fairflow-dark": {
    base: "vs-dark",
    inherit: true,
    rules: [
      { token: "delimiter.xml", foreground: "a0a0a0" },
      { token: "comment", foreground: "7fb069" },
    ],
    colors: {},
  },
};

export function codeTheme(isDark: boolean): CodeTheme {
  return isDark ? "fairflow-dark" : "fairflow-light";
}

/** Makes the themes known, before an editor asks for one. */
export function defineCodeThemes({ defineTheme }: Pick<typeof editor, "defineTheme">): void {
  for (const [name, theme] of Object.entries(CODE_THEMES)) defineTheme(name, theme);
}
