export { CriteriaInput, type CriteriaInputProps } from "./criteria-input.tsx";
export { type ChangeConfig, type NodeEditor } from "./define-editor.tsx";
export { EditorLibraryContext, type CriteriaCount, type EditorLibrary } from "./editor-library.ts";
export { editors } from "./editors.ts";
