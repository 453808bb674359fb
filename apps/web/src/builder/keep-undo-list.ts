import { forgetInBrowser, keepInBrowser } from "./browser-store.ts";
import type { DocumentStore } from "./document-store.ts";
import { keptUndoList } from "./undo-list.ts";

const STORE = "undo-lists";
/** How long the document rests before its list is written: a keystroke should not copy a hundred documents. */
const REST_MS = 300;

/** Lists are kept apart by flow and by person: nobody undoes on a shared machine what another did. */
export function undoListKey(flowId: string, userId: string): string {
  return `${flowId} ${userId}`;
}

/** Keeps what can be undone in this browser, as it changes. Returns what ends that. */
export function keepUndoList(key: string, document: DocumentStore): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWritten = true;
  const write = () => {
    clearTimeout(timer);
    if (isWritten) return;
    isWritten = true;
    const { past, future, flow } = document.getState();
    void (past.length + future.length === 0
      ? forgetInBrowser(STORE, key)
      : keepInBrowser(STORE, key, keptUndoList({ past, future }, flow)));
  };
  const unsubscribe = document.subscribe((state, before) => {
    if (state.past === before.past && state.future === before.future && state.flow === before.flow)
      return;
    isWritten = false;
    clearTimeout(timer);
    timer = setTimeout(write, REST_MS);
  });
  // A page that is hidden may never be seen again.
  window.addEventListener("visibilitychange", write);
  return () => {
    unsubscribe();
    window.removeEventListener("visibilitychange", write);
    write();
  };
}
