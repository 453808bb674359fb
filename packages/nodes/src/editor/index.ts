export { CriteriaInput, type CriteriaInputProps } from "./criteria-input.tsx";
export { CriteriaWords, type CriteriaWordsProps } from "./criteria-words.tsx";
export { type ChangeConfig, type NodeEditor } from "./define-editor.tsx";
export {
  EditorLibraryContext,
  EntrySegmentContext,
  type CriteriaCount,
  type EditorLibrary,
  type SegmentDraft,
  type SegmentSave,
} from "./editor-library.ts";
export { editors } from "./editors.ts";
export { SegmentDialog, type SegmentDialogProps } from "./segment-dialog.tsx";
