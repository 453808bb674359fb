import { DraftState, endpoints } from "@fairflow/contract";
import type { Flow } from "@fairflow/flow";
import { createStore, type StoreApi } from "zustand";
import { call } from "../server/call.ts";
import { messageOf, RequestFailed } from "../server/request-failed.ts";
import type { DocumentStore } from "./document-store.ts";
import { forgetUnsaved, keepUnsaved } from "./unsaved-drafts.ts";

const REST_MS = 1_000;
const RETRY_MS = 5_000;

export type SaveState =
  | { readonly kind: "saved"; readonly revision: number; readonly atMs: number }
  | { readonly kind: "changed"; readonly revision: number }
  | { readonly kind: "saving"; readonly revision: number }
  | { readonly kind: "waiting"; readonly revision: number; readonly message: string }
  | { readonly kind: "refused"; readonly revision: number; readonly message: string }
  /** Somebody else saved first. Nothing is written until a person chooses. */
  | {
      readonly kind: "conflict";
      readonly revision: number;
      readonly theirs: DraftState;
      /** What both drafts were made from. */
      readonly base: Flow;
    };

export interface Autosave {
  readonly state: StoreApi<SaveState>;
  /** Saves what has changed now, and answers when it is saved or cannot be. */
  readonly flush: () => Promise<void>;
  /** Goes on from their draft, whose revision is now ours. Undo brings mine back, as a change of theirs. */
  readonly takeTheirs: (theirs: DraftState) => void;
  /** Goes on from their draft with what became of the two, which is then saved. */
  readonly takeMerged: (theirs: DraftState, merged: Flow) => void;
  /**
   * Their draft has come to light: it is taken where nothing of ours is unsaved, else a person chooses. `base` is what both
   * were made from, where that is not what was saved last.
   */
  readonly meetTheirs: (theirs: DraftState, base?: Flow) => void;
  readonly start: () => () => void;
}

export interface AutosaveListeners {
  /** An edit took back what was submitted. */
  readonly onWithdrawn?: () => void;
}

/** Saves the draft a second after the last change. What is not saved yet is also kept in this browser. */
export function createAutosave(
  flowId: string,
  document: DocumentStore,
  loaded: Pick<DraftState, "revision" | "changedAtMs">,
  { onWithdrawn }: AutosaveListeners = {},
): Autosave {
  const state = createStore<SaveState>(() => ({
    kind: "saved",
    revision: loaded.revision,
    atMs: loaded.changedAtMs,
  }));
  let saved: Flow = document.getState().flow;
  let savedAtMs = loaded.changedAtMs;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;

  const later = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), ms);
  };

  const save = async () => {
    const { kind, revision } = state.getState();
    const { flow, readOnly } = document.getState();
    if (flow === saved || kind === "conflict" || readOnly) return;
    state.setState({ kind: "saving", revision }, true);
    try {
      const answer = await call(endpoints.saveDraft, {
        params: { id: flowId },
        ifMatch: revision,
        body: { flow },
      });
      saved = flow;
      savedAtMs = answer.savedAtMs;
      const isCurrent = document.getState().flow === flow;
      state.setState(
        isCurrent
          ? { kind: "saved", revision: answer.revision, atMs: savedAtMs }
          : { kind: "changed", revision: answer.revision },
        true,
      );
      if (answer.withdrewSubmission) onWithdrawn?.();
      // Not waited for: a browser whose storage is slow saves to the server as fast as any other.
      if (isCurrent) void forgetUnsaved(flowId);
    } catch (error) {
      fail(error, revision);
    }
  };

  const fail = (error: unknown, revision: number) => {
    const failure = error instanceof RequestFailed ? error : undefined;
    const theirs = DraftState.safeParse(failure?.details);
    if (failure?.code === "stale" && theirs.success) {
      state.setState({ kind: "conflict", revision, theirs: theirs.data, base: saved }, true);
      return;
    }
    const message = messageOf(error);
    const mayPass = failure?.code === "offline" || failure?.code === "unavailable";
    state.setState({ kind: mayPass ? "waiting" : "refused", revision, message }, true);
    if (mayPass) later(RETRY_MS);
  };

  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    // One request at a time: the next one needs the revision that this one answers.
    if (running !== undefined) {
      await running;
      return flush();
    }
    running = save();
    await running;
    running = undefined;
    if (state.getState().kind === "changed") later(REST_MS);
  };

  const takeTheirs = (theirs: DraftState) => {
    clearTimeout(timer);
    saved = theirs.flow;
    savedAtMs = theirs.changedAtMs;
    const { apply, readOnly, replace } = document.getState();
    if (readOnly) replace(theirs.flow);
    else apply({ label: `Take the draft of ${theirs.changedBy}`, flow: theirs.flow });
    state.setState({ kind: "saved", revision: theirs.revision, atMs: savedAtMs }, true);
    void forgetUnsaved(flowId);
  };

  const onChange = (flow: Flow) => {
    const { kind, revision } = state.getState();
    if (flow === saved) {
      // Undone before it was saved, nothing is left to save; what is on its way has to be answered first.
      if (kind === "saving" || kind === "conflict") return;
      clearTimeout(timer);
      state.setState({ kind: "saved", revision, atMs: savedAtMs }, true);
      void forgetUnsaved(flowId);
      return;
    }
    void keepUnsaved(flowId, { flow, revision, base: saved });
    if (kind === "conflict") return;
    if (kind !== "saving") state.setState({ kind: "changed", revision }, true);
    later(REST_MS);
  };

  return {
    state,
    flush,
    takeTheirs,
    takeMerged: (theirs, merged) => {
      takeTheirs(theirs);
      document
        .getState()
        .apply({ label: `Merge with the changes of ${theirs.changedBy}`, flow: merged });
    },
    meetTheirs: (theirs, base = saved) => {
      const { revision } = state.getState();
      if (document.getState().flow === saved) takeTheirs(theirs);
      else state.setState({ kind: "conflict", revision, theirs, base }, true);
    },
    start: () => {
      const unsubscribe = document.subscribe(({ flow }, before) => {
        if (flow !== before.flow) onChange(flow);
      });
      const onHide = () => void flush();
      window.addEventListener("visibilitychange", onHide);
      window.addEventListener("online", onHide);
      return () => {
        unsubscribe();
        window.removeEventListener("visibilitychange", onHide);
        window.removeEventListener("online", onHide);
        void flush();
      };
    },
  };
}
